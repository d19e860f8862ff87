import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { ValidationArguments } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { parseMailAddress } from '../../mail/mail-address.js';
import { MailTemplate } from './mail-template.js';
import type { TemplateKind } from './mail-template.js';

const MAX_RECIPIENTS = 100;
const ADDRESSES = { type: 'array', items: { type: 'string' }, maxItems: MAX_RECIPIENTS } as const;

function IsMailAddress(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isMailAddress',
      validator: {
        validate: (value: unknown) => parseMailAddress(value) !== undefined,
        defaultMessage: () =>
          'each value in $property must be one address, such as ana@example.com or Ana <ana@example.com>',
      },
    },
    { each: true },
  );
}

function templateProblem(value: unknown, kind: TemplateKind): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    new MailTemplate(value, kind).datasetAliases();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 500) : 'unknown problem';
  }
}

function IsTemplate(kind: TemplateKind): PropertyDecorator {
  return ValidateBy({
    name: 'isTemplate',
    validator: {
      validate: (value: unknown) => templateProblem(value, kind) === undefined,
      defaultMessage: (about?: ValidationArguments) =>
        `$property is not a template that can be used: ${templateProblem(about?.value, kind)?.replaceAll('$', '')}`,
    },
  });
}

/** A dataset of the job as a file. */
export class EmailAttachment {
  @JSONSchema({ description: 'Alias of one of the job’s datasets' })
  @IsString()
  @MaxLength(200)
  dataset: string;

  @IsIn(['csv', 'json', 'xlsx'])
  format: 'csv' | 'json' | 'xlsx';

  @JSONSchema({ description: 'Default: the alias' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  filename?: string;
}

/** What an `email` job sends. `subject`, `text` and `html` are Handlebars templates over job, run and datasets. */
export class EmailData {
  @JSONSchema({ ...ADDRESSES, description: 'Default: the address of the job’s owner' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsMailAddress()
  to?: string[];

  @JSONSchema(ADDRESSES)
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsMailAddress()
  cc?: string[];

  @JSONSchema(ADDRESSES)
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsMailAddress()
  bcc?: string[];

  @JSONSchema({ examples: ['{{job.name}}: {{datasets.sales.rowCount}} rows'] })
  @IsString()
  @MaxLength(1000)
  @IsTemplate('text')
  subject: string;

  @IsOptional()
  @IsString()
  @IsTemplate('text')
  text?: string;

  @IsOptional()
  @IsString()
  @IsTemplate('html')
  html?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EmailAttachment)
  attachments?: EmailAttachment[];
}
