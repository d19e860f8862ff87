import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

const toInteger = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
const toLimit = (input: { value: unknown }): unknown => {
  const value = toInteger(input);
  return typeof value === 'number' ? Math.min(value, 1_000) : value;
};

/** One page of a collection. Unknown parameters are ignored. */
export class PageQueryDto {
  /** Entries per page; more than 1000 is taken as 1000. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1000 })
  @Transform(toLimit)
  @IsInt({ message: 'limit must be a whole number from 0 to 1000' })
  @Min(0, { message: 'limit must be a whole number from 0 to 1000' })
  limit?: number = 30;

  /** Entries to pass over. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @Transform(toInteger)
  @IsInt({ message: 'start must be a whole number from 0 to 10000000' })
  @Min(0, { message: 'start must be a whole number from 0 to 10000000' })
  @Max(10_000_000, { message: 'start must be a whole number from 0 to 10000000' })
  start?: number = 0;
}
