import { IsObject, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Secret } from '../secret.decorator.js';
import { ADAPTOR } from './adaptors/adaptor-name.js';

/** JavaScript for OpenFn's runtime, and what it works with. */
export class OpenfnData {
  @JSONSchema({ description: 'Job code: operations such as fn(state => state), one after the other' })
  @IsString()
  body: string;

  @JSONSchema({ examples: ['@openfn/language-common@latest', '@openfn/language-http@7.2.10'] })
  @IsString()
  @MaxLength(214)
  @Matches(ADAPTOR, { message: 'adaptor must be a package and a version such as @openfn/language-common@latest' })
  adaptor: string;

  @JSONSchema({
    type: ['object', 'array', 'string', 'number', 'boolean'],
    description: 'What state.data is at the start: any JSON',
  })
  @IsOptional()
  @ValidateBy({ name: 'isJson', validator: { validate: () => true } })
  input?: unknown;

  @JSONSchema({ description: 'Credentials: state.configuration. Sent anew with each new body, adaptor or input' })
  @IsOptional()
  @IsObject()
  @Secret({ destination: ['body', 'adaptor', 'input'] })
  configuration?: Record<string, unknown>;
}
