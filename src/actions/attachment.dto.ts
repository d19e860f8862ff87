import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsIn, IsObject, IsString, Matches, MaxLength } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { IfGiven } from '../jobs/optional.decorator.js';
import { ATTACHMENT_TYPES } from './attachment-type.js';
import type { AttachmentType } from './attachment-type.js';

class AttachmentFieldsDto {
  /** Name of the file; for a dataset, its alias when left out, and the extension is added. */
  @ApiPropertyOptional({ example: 'terms.pdf' })
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name?: string;

  /** For a dataset: `{dataset: alias, format: csv | json | xlsx}`. A file has none to write: upload its contents. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { dataset: 'sales', format: 'xlsx' },
  })
  @IfGiven()
  @IsObject()
  data?: Record<string, unknown>;
}

/** A new attachment. */
export class PostAttachmentDto extends AttachmentFieldsDto {
  @ApiProperty({ enum: ATTACHMENT_TYPES })
  @IsIn(ATTACHMENT_TYPES)
  type: AttachmentType;
}

/** Changes of an attachment: only what is given is changed. A body that came from GET may be sent back as it is. */
export class PutAttachmentDto extends AttachmentFieldsDto {
  @ApiHideProperty() @Allow() id?: unknown;
  @ApiHideProperty() @Allow() jobActionId?: unknown;
  @ApiHideProperty() @Allow() type?: unknown;
  @ApiHideProperty() @Allow() _links?: unknown;
}

/** What an action sends along. */
export class AttachmentDto {
  /** `inf:action-attachment-file-contents` once a file was uploaded. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  jobActionId: string;

  @ApiProperty({ enum: ATTACHMENT_TYPES })
  type: AttachmentType;

  name: string;

  /** `{dataset, format}`, or `{contentType, bytes}` of an uploaded file; `{}` without edit access. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data: Record<string, unknown>;
}

/** The attachments of an action. */
export class AttachmentPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:action-attachment', AttachmentDto)
  _embedded: Record<string, AttachmentDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
