import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

/** What is frozen around a run, as a version remembers it. */
export class ContentSnapshotsDto {
  @ApiProperty({ enum: ['before', 'after'] })
  when: 'before' | 'after';

  @ApiProperty({
    type: 'array',
    items: { type: 'object', properties: { datasetId: { type: 'string' } }, required: ['datasetId'] },
  })
  snapshotDatasets: { datasetId: string }[];
}

/** A dataset link of a draft or version. */
export class ContentLinkDto {
  alias: string;

  /** The dataset's id (its slug); its UUID when it is gone. */
  datasetId: string;

  @ApiProperty({ type: ContentSnapshotsDto, nullable: true })
  snapshots: ContentSnapshotsDto | null;
}

/** What an action sends along. */
export class ContentAttachmentDto {
  id: string;

  @ApiProperty({ enum: ['dataset', 'file'] })
  type: 'dataset' | 'file';
  name: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data: Record<string, unknown>;
}

/** A follow-up step of a draft or version; secrets are shown as •••. */
export class ContentActionDto {
  id: string;
  type: string;
  name: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data: Record<string, unknown>;

  @ApiProperty({ enum: ['always', 'onSuccess', 'onFailure', 'onRecovery', 'onOverdue'] })
  condition: string;

  @ApiProperty({ type: 'integer', nullable: true })
  afterFailures: number | null;
  enabled: boolean;

  @ApiProperty({ type: [ContentAttachmentDto] })
  attachments: ContentAttachmentDto[];
}

/** Dataset links that came, went or changed. */
export class LinksDiffDto {
  @ApiProperty({ type: [ContentLinkDto] })
  added: ContentLinkDto[];

  @ApiProperty({ type: [ContentLinkDto] })
  removed: ContentLinkDto[];

  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      properties: { from: { $ref: getSchemaPath(ContentLinkDto) }, to: { $ref: getSchemaPath(ContentLinkDto) } },
      required: ['from', 'to'],
    },
  })
  changed: { from: ContentLinkDto; to: ContentLinkDto }[];
}

/** Actions that came, went or changed. */
export class ActionsDiffDto {
  @ApiProperty({ type: [ContentActionDto] })
  added: ContentActionDto[];

  @ApiProperty({ type: [ContentActionDto] })
  removed: ContentActionDto[];

  /** `secrets` names secret fields that were replaced: their values are shown to nobody. */
  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      properties: {
        from: { $ref: getSchemaPath(ContentActionDto) },
        to: { $ref: getSchemaPath(ContentActionDto) },
        secrets: { type: 'array', items: { type: 'string' } },
      },
      required: ['from', 'to'],
    },
  })
  changed: { from: ContentActionDto; to: ContentActionDto; secrets?: string[] }[];

  /** True when those that stay come in another order. */
  @ApiPropertyOptional()
  reordered?: boolean;
}

/** What differs between two states of a job. */
export class ContentDiffDto {
  /** Changed fields, policies among them; of `data`, `secrets` names secret fields that were replaced. */
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { from: {}, to: {}, secrets: { type: 'array', items: { type: 'string' } } },
    },
    example: { interval: { from: '0 9 * * *', to: '0 8 * * *' } },
  })
  changes: Record<string, { from: unknown; to: unknown; secrets?: string[] }>;

  datasets: LinksDiffDto;
  actions: ActionsDiffDto;
}
