import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { InstantParameter } from './instant-parameter.decorator.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsString, ValidateBy } from 'class-validator';
import { IfGiven } from '../jobs/optional.decorator.js';
import { RUN_STATUSES, RUN_TRIGGERS } from '../ledger/run-vocabulary.js';
import { RunFilterDto } from './history-filter.dto.js';

/** Which records of a history, page by page. */
export class HistoryQueryDto extends RunFilterDto {
  /** Newest first (default) or oldest first. */
  @ApiPropertyOptional({ enum: ['-createdAt', 'createdAt'], default: '-createdAt' })
  @IsString()
  @IsIn(['-createdAt', 'createdAt'], { message: 'sort must be createdAt or -createdAt' })
  sort?: string = '-createdAt';
}

/** JSON.stringify escapes surrogates only where the other half is missing; PostgreSQL refuses those in jsonb. */
function hasHalfSurrogate(value: unknown): boolean {
  return /\\ud[89a-f]/i.test(JSON.stringify(value).replaceAll('\\\\', ''));
}

/** What a manual run is told. */
export class RunRequestDto {
  /** No body is the same as an empty one. */
  static readonly isOptionalBody = true;

  /** Reach the driver as `run.parameters`. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IfGiven()
  @IsObject()
  @ValidateBy({
    name: 'isStorable',
    validator: {
      validate: (value: unknown) => !hasHalfSurrogate(value),
      defaultMessage: () => 'parameters must not contain half of a surrogate pair',
    },
  })
  parameters?: Record<string, unknown>;

  /** Replays this occurrence: the driver sees it as `run.scheduledFor`, and the history shows it with the trigger `replay`. */
  @InstantParameter('scheduledFor')
  scheduledFor?: Date;
}

/** A step of a run. */
export class ProgressTaskDto {
  @ApiProperty({ example: 'job:progress.invoking_job' })
  key: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  opts?: Record<string, unknown>;
}

/** How a step went. */
export class ProgressResultDto {
  @ApiPropertyOptional({ example: 'job:status.success' })
  key?: string;

  @ApiPropertyOptional()
  message?: string;

  success: boolean;

  @ApiPropertyOptional()
  status?: string;
}

/** A step with its result. */
export class ProgressStepDto {
  @ApiProperty({ type: ProgressTaskDto })
  task: ProgressTaskDto;

  @ApiPropertyOptional({ type: ProgressResultDto })
  result?: ProgressResultDto;
}

/** Why a run failed. */
export class RunErrorDto {
  @ApiProperty({ example: 'SMTP_UNREACHABLE' })
  code: string;
  message: string;
}

/** The result of a run that was waited for. */
export class RunResultDto {
  /** Id of the history record. */
  @ApiProperty({ format: 'uuid' })
  id: string;

  success: boolean;

  /** True when it succeeded with warnings. */
  warnings: boolean;

  @ApiProperty({ enum: RUN_STATUSES })
  status: string;

  /** Milliseconds. */
  @ApiProperty({ type: 'integer', example: 1542 })
  duration: number;

  @ApiProperty({ type: [ProgressStepDto] })
  history: ProgressStepDto[];

  @ApiProperty({ type: RunErrorDto, nullable: true })
  error: RunErrorDto | null;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;
}

/** A run that waits to be started. */
export class RunAcceptedDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ['queued'] })
  status: string;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;
}

/** A run, or the fate of a due instant that did not run. */
export class HistoryRecordDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  jobId: string;

  /** The job's owner at that time. */
  ownerId: string;

  /** Null while it waits or runs. */
  @ApiProperty({ type: 'boolean', nullable: true })
  success: boolean | null;

  warnings: boolean;

  /** Start and end; null where there is none (yet). */
  @ApiProperty({ type: 'array', items: { type: ['string', 'null'], format: 'date-time' }, minItems: 2, maxItems: 2 })
  duration: [string | null, string | null];

  /** What the driver returned; needs edit access, or to have started the run. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  data: Record<string, unknown> | null;

  /** Its steps, in order. In lists at most the first 25 and the last 25; the record by itself shows all. */
  @ApiProperty({ type: [ProgressStepDto] })
  progress: ProgressStepDto[];

  /** When it started. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ enum: RUN_STATUSES })
  status: string;

  @ApiProperty({ enum: RUN_TRIGGERS })
  trigger: string;

  /** The occurrence; null for a manual run. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  scheduledFor: string | null;

  @ApiProperty({ type: 'integer' })
  attempt: number;

  /** Why it did not run, or ended early. */
  @ApiProperty({ type: 'string', nullable: true })
  reason: string | null;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  nodeId: string | null;

  /** Needs edit access, or to have started the run. */
  @ApiProperty({ type: RunErrorDto, nullable: true })
  error: RunErrorDto | null;

  /** False when another attempt follows. */
  final: boolean;

  /** This record stands for several occurrences, from `scheduledFor` to `to`. */
  @ApiProperty({
    type: 'object',
    properties: { to: { type: 'string', format: 'date-time' }, count: { type: 'integer' } },
    required: ['to', 'count'],
    selfRequired: true,
    nullable: true,
  })
  range: { to: string; count: number } | null;
}

/** One page of a history. */
export class HistoryPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:job-history', HistoryRecordDto)
  _embedded: Record<string, HistoryRecordDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
