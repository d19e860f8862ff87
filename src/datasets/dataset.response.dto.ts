import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { DatasetSourceDto, HttpSourceDto, InlineSourceDto, SqlSourceDto } from './dataset-source.dto.js';

const INTEGER_OR_NULL = { type: 'integer', nullable: true } as const;
const LINKS = {
  type: 'object',
  additionalProperties: { $ref: '#/components/schemas/LinkDto' },
} as const;

/** What the caller may do with a dataset. */
export class DatasetPermissionsDto {
  read: boolean;
  edit: boolean;
  share: boolean;
  delete: boolean;
}

/** Why the last refresh failed. */
export class DatasetErrorDto {
  code: string;
  message: string;
  /** ISO 8601. */
  at: string;
}

/** A dataset in a list. */
export class DatasetSummaryDto {
  @ApiProperty(LINKS)
  _links: Record<string, { href: string }>;

  /** The slug: what URLs and jobs call it. */
  @ApiProperty({ example: 'sales-2024' })
  id: string;

  uuid: string;

  /** `<ownerId>:<id>`, unique everywhere. */
  @ApiProperty({ example: 'alice:sales-2024' })
  naturalId: string;

  name: string;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  ownerId: string;

  /** inline, http or sql. */
  @ApiProperty({ enum: ['inline', 'http', 'sql'] })
  sourceKind: string;

  /** Null: never loaded. */
  @ApiProperty(INTEGER_OR_NULL)
  rowCount: number | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  loadedAt: Date | null;

  /** Counts people's edits. */
  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;
  updatedAt: Date;
  permissions: DatasetPermissionsDto;
}

/** A dataset. */
export class DatasetDto extends DatasetSummaryDto {
  /** In full for those who may edit it, with header values masked; others see its kind. */
  @ApiProperty({
    // The first is what the others have in common: an answer may match two.
    anyOf: [DatasetSourceDto, InlineSourceDto, HttpSourceDto, SqlSourceDto].map((dto) => ({
      $ref: getSchemaPath(dto),
    })),
  })
  source: object;

  /** Column names in order of first appearance; null: never loaded. */
  @ApiProperty({ type: 'array', items: { type: 'string' }, nullable: true })
  columns: string[] | null;

  /** For those who may edit it; null when the last refresh succeeded. */
  @ApiPropertyOptional({ type: DatasetErrorDto, nullable: true })
  lastError?: DatasetErrorDto | null;
}

/** A snapshot. */
export class SnapshotDto {
  @ApiProperty(LINKS)
  _links: Record<string, { href: string }>;

  id: string;

  /** UUID of the dataset. */
  datasetId: string;

  /** The job and run that it was taken around; null: taken by hand. */
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  jobId: string | null;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  runId: string | null;

  takenAt: Date;

  @ApiProperty({ type: 'integer' })
  rowCount: number;

  columns: string[];
}

/** One page of rows. `count` may be below `limit` when rows are large: `next` goes on where it stopped. */
export class DatasetDataDto {
  @ApiProperty(LINKS)
  _links: Record<string, { href: string }>;

  columns: string[];

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  rows: Record<string, unknown>[];

  @ApiProperty({ type: 'integer' })
  start: number;

  @ApiProperty({ type: 'integer' })
  count: number;

  @ApiProperty({ type: 'integer' })
  total: number;
}

/** One page of datasets. */
export class DatasetPageDto {
  @ApiProperty(LINKS)
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:dataset', DatasetSummaryDto)
  _embedded: Record<string, DatasetSummaryDto[]>;

  @ApiProperty({ type: 'integer' })
  start: number;

  @ApiProperty({ type: 'integer' })
  count: number;

  @ApiProperty({ type: 'integer' })
  total: number;

  /** False when total is an estimate. */
  totalExact?: boolean;
}

/** One page of snapshots. */
export class SnapshotPageDto {
  @ApiProperty(LINKS)
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:snapshot', SnapshotDto)
  _embedded: Record<string, SnapshotDto[]>;

  @ApiProperty({ type: 'integer' })
  start: number;

  @ApiProperty({ type: 'integer' })
  count: number;

  @ApiProperty({ type: 'integer' })
  total: number;
}
