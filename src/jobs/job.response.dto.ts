import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import type { JobActionDto } from '../actions/job-action.dto.js';
import { BlackoutDto } from './blackout.dto.js';
import { JobDatasetDto } from './job-dataset.dto.js';

/** A link. */
export class LinkDto {
  @ApiProperty({ example: '/api/jobs/550e8400-e29b-41d4-a716-446655440000' })
  href: string;

  /** True when `href` is a URI template. */
  @ApiPropertyOptional()
  templated?: boolean;
}

/** A job in a list. */
export class JobListItemDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, LinkDto>;

  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Driver type. */
  type: string;
  name: string;

  /** Second half of the natural id `<ownerId>:<slug>`; null for drafts. */
  @ApiProperty({ type: 'string', nullable: true })
  slug: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  /** Canonical principal id: `alice`, `team:analytics`. */
  ownerId: string;

  @ApiProperty({ type: 'string', nullable: true, example: '0 9 * * *' })
  interval: string | null;

  @ApiProperty({ type: 'string', nullable: true, enum: ['cron', 'simple', 'once', null] })
  intervalType: string | null;

  timezone: string;
  enabled: boolean;

  /** The next occurrence; null when disabled, without interval, or past its end. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  nextRunAt: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startOn: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  endOn: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lockedAt: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
}

/** What the caller may do. */
export class JobPermissionsDto {
  read: boolean;
  edit: boolean;
  delete: boolean;
  run: boolean;
}

/** The driver of a job, in short. */
export class JobDriverSummaryDto {
  type: string;
  title: string;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;
}

/** What a job is shown with. */
export class JobEmbeddedDto {
  @ApiProperty({ type: [JobDatasetDto] })
  'inf:job-datasets': JobDatasetDto[];

  @ApiProperty({ type: 'array', items: { $ref: '#/components/schemas/JobActionDto' } })
  'inf:job-actions': JobActionDto[];

  /** null when this installation has no driver of the job's type. */
  @ApiProperty({ type: JobDriverSummaryDto, nullable: true })
  'inf:job-driver': JobDriverSummaryDto | null;
}

/** A job in full, with the policies in effect. */
export class JobDto extends JobListItemDto {
  /** `<ownerId>:<slug>`. */
  @ApiProperty({ type: 'string', nullable: true })
  naturalId: string | null;

  ownerName: string;

  /** Last sign of life of the node that runs it now. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  heartbeat: string | null;

  /** What the driver is told; `{}` without edit access; secrets are shown as •••. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data: Record<string, unknown>;

  @ApiProperty({ type: 'string', nullable: true })
  notes: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  source: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  sourceId: string | null;

  /** The job that this draft edits. */
  @ApiProperty({ type: 'string', nullable: true })
  editingId: string | null;

  /** The workflow that it belongs to. */
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  workflowId: string | null;

  /** Counts people's edits; also the ETag. */
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastRunAt: string | null;

  /** How its last run ended. */
  @ApiProperty({ type: 'string', nullable: true })
  lastStatus: string | null;

  /** Since when it does not run by itself; null: it does. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  pausedAt: string | null;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'Paused after 3 failure(s) in a row: see the history, then resume the job.',
  })
  pauseReason: string | null;

  overlap: 'skip' | 'queue' | 'cancel' | 'allow';
  catchUp: 'last' | 'all' | 'none';
  @ApiProperty({ type: 'integer' }) catchUpWindowMs: number;
  @ApiProperty({ type: 'integer' }) catchUpLimit: number;
  @ApiProperty({ type: 'integer' }) maxAttempts: number;
  @ApiProperty({ type: 'integer' }) retryDelayMs: number;
  retryLost: boolean;
  @ApiProperty({ type: 'integer' }) maxLost: number;
  @ApiProperty({ type: 'integer', nullable: true }) timeoutMs: number | null;
  @ApiProperty({ type: 'integer' }) jitterMs: number;
  @ApiProperty({ type: 'integer', nullable: true }) pauseAfterFailures: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) overdueAfterMs: number | null;
  @ApiProperty({ type: 'integer' }) priority: number;
  queue: string;
  @ApiProperty({ type: 'string', nullable: true }) concurrencyKey: string | null;
  @ApiProperty({ type: 'integer' }) concurrencyLimit: number;
  @ApiProperty({ type: [BlackoutDto] }) blackouts: BlackoutDto[];
  @ApiProperty({ type: 'integer', nullable: true }) keepRuns: number | null;

  permissions: JobPermissionsDto;

  _embedded: JobEmbeddedDto;

  /** What keeps it from starting; on creation and change also what is missing for a run to succeed. */
  @ApiPropertyOptional({ type: [String] })
  warnings?: string[];
}

/** One page of jobs. */
export class JobPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, LinkDto>;

  @ApiEmbedded('inf:job', JobListItemDto)
  _embedded: Record<string, JobListItemDto[]>;

  @ApiProperty({ type: 'integer' })
  start: number;

  @ApiProperty({ type: 'integer' })
  count: number;

  /** Exact up to 10,000; above, an estimate with `totalExact: false`. */
  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiPropertyOptional()
  totalExact?: boolean;
}

/** Somebody a job is shared with. */
export class ShareEntryDto {
  principalId: string;

  /** 1 VIEW, 2 RUN, 3 EDIT, 4 SHARE. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 4 })
  accessLevel: number;
}

/** What the caller may do, as the flat list names it. */
export class JobFlatPermissionsDto {
  edit: boolean;
  write: boolean;
  delete: boolean;
  share: boolean;
}

/** A job in the flat list. */
export class JobFlatDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  type: string;
  enabled: boolean;
  ownerId: string;
  ownerName: string;
  naturalId: string;

  /** Ids of its tags. */
  @ApiProperty({ type: [String] })
  tags: string[];

  /** All shares for those who may see them; others see the ones that reach themselves. */
  @ApiProperty({ type: [ShareEntryDto] })
  sharing: ShareEntryDto[];

  permissions: JobFlatPermissionsDto;
}
