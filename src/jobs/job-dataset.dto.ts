import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsIn, IsObject, IsString, MaxLength } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { IfGiven, IfNotNull } from './optional.decorator.js';

/** When datasets are frozen around a run, and which. */
export class SnapshotsInput {
  /** Before or after the driver runs. */
  @IsIn(['before', 'after'])
  when: 'before' | 'after';

  /** Dataset ids, or `{datasetId}` objects; left out: the linked dataset itself. */
  @ApiPropertyOptional({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'object' }] } })
  @IfGiven()
  @IsArray()
  snapshotDatasets?: unknown[];
}

/** A change of a dataset link. */
export class PutJobDatasetDto {
  /** Id, natural id or UUID of a dataset that the caller can read. */
  @IsString()
  @MaxLength(600)
  datasetId: string;

  /** Null or left out: nothing is frozen. */
  @ApiPropertyOptional({ type: SnapshotsInput, nullable: true })
  @IfNotNull()
  @IsObject()
  snapshots?: SnapshotsInput | null;
}

/** A new dataset link. */
export class PostJobDatasetDto extends PutJobDatasetDto {
  /** Name under which the driver reads the dataset: letters, digits, `_` and `-`. */
  @ApiProperty({ example: 'sales' })
  @IsString()
  @MaxLength(100)
  alias: string;
}

/** A dataset that gets frozen. */
export class SnapshotDatasetDto {
  datasetId: string;
}

/** What is frozen around a run. */
export class SnapshotsDto {
  @ApiProperty({ enum: ['before', 'after'] })
  when: 'before' | 'after';

  @ApiProperty({ type: [SnapshotDatasetDto] })
  snapshotDatasets: SnapshotDatasetDto[];
}

/** A dataset under its alias. */
export class JobDatasetDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  alias: string;

  @ApiProperty({ format: 'uuid' })
  jobId: string;

  /** The dataset's id (its slug). */
  datasetId: string;

  /** Position among the job's datasets. */
  @ApiProperty({ type: 'integer' })
  index: number;

  @ApiProperty({ type: SnapshotsDto, nullable: true })
  snapshots: SnapshotsDto | null;
}

/** The dataset links of a job. */
export class JobDatasetPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:dataset', JobDatasetDto)
  _embedded: Record<string, JobDatasetDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
