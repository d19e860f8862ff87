import { IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

const isBooleanOrText = (value: unknown): boolean => typeof value === 'boolean' || typeof value === 'string';

/** What a `noop` job does instead of work. */
export class NoopData {
  @JSONSchema({ description: 'How long to sleep, in milliseconds' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(86_400_000)
  sleepMs?: number;

  @JSONSchema({ type: ['boolean', 'string'], description: 'true, or the message to fail with' })
  @IsOptional()
  @ValidateBy({
    name: 'isBooleanOrText',
    validator: { validate: isBooleanOrText, defaultMessage: () => 'fail must be true, false or a message' },
  })
  fail?: boolean | string;

  @JSONSchema({ description: 'How many steps to report, spread over the sleep' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  progress?: number;
}
