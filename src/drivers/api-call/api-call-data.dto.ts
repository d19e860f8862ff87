import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Secret } from '../secret.decorator.js';
import { headerProblem, isHttpUrl } from './api-call-rules.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** How a call proves who it comes from. */
export class ApiCallAuth {
  @IsIn(['bearer', 'basic'])
  type: 'bearer' | 'basic';

  @ValidateIf((auth: ApiCallAuth) => auth.type === 'bearer' || auth.token !== undefined)
  @IsString()
  @Matches(/^[\x21-\x7e]+$/, { message: 'token must be printable ASCII without spaces' })
  @MaxLength(8192)
  @Secret({ destination: ['url'] })
  token?: string;

  @ValidateIf((auth: ApiCallAuth) => auth.type === 'basic' || auth.username !== undefined)
  @IsString()
  @MaxLength(256)
  username?: string;

  @ValidateIf((auth: ApiCallAuth) => auth.type === 'basic' || auth.password !== undefined)
  @IsString()
  @MaxLength(1024)
  @Secret({ destination: ['url'] })
  password?: string;
}

/** What an `api-call` job sends, and what counts as success. */
export class ApiCallData {
  @IsIn(METHODS)
  method: (typeof METHODS)[number];

  @JSONSchema({ type: 'string', format: 'uri', examples: ['https://api.example.com/reports'] })
  @ValidateBy({
    name: 'isHttpUrl',
    validator: {
      validate: isHttpUrl,
      defaultMessage: () =>
        'url must be an absolute http or https URL without user and password (those belong in auth)',
    },
  })
  @MaxLength(2048)
  url: string;

  @JSONSchema({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Shown to whoever may edit the job: credentials belong in auth',
  })
  @IsOptional()
  @ValidateBy({
    name: 'isHeaders',
    validator: {
      validate: (value: unknown) => headerProblem(value) === undefined,
      defaultMessage: (about) => `headers ${headerProblem(about?.value)}`,
    },
  })
  headers?: Record<string, string>;

  @JSONSchema({
    type: ['object', 'array', 'string', 'number', 'boolean'],
    description: 'Text is sent as it is; anything else as JSON',
  })
  @IsOptional()
  @ValidateBy({ name: 'isJson', validator: { validate: () => true } })
  body?: unknown;

  @JSONSchema({ description: 'From the start to the end of the answer, in milliseconds; default 30000' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3_600_000)
  timeoutMs?: number;

  @JSONSchema({ description: 'Statuses that mean success; default 200–299' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsInt({ each: true })
  @Min(100, { each: true })
  @Max(599, { each: true })
  expectStatus?: number[];

  @IsOptional()
  @ValidateNested()
  @Type(() => ApiCallAuth)
  auth?: ApiCallAuth;
}
