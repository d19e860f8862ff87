import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { RUN_STATUSES, RUN_TRIGGERS } from '../ledger/run-vocabulary.js';
import { InstantParameter } from './instant-parameter.decorator.js';

/** How far `start` may go: what is further off is reached by a later `from`. */
export const MAX_START = 10_000;
const START = `start must be a whole number from 0 to ${MAX_START}; go further by a later from`;

export const OCCURRENCE_STATUSES = [...RUN_STATUSES, 'due', 'planned'] as const;

/** Which occurrences, and which page of them. */
export class OccurrencesQueryDto extends PageQueryDto {
  /** At this instant or later; left out: the last 24 hours. */
  @InstantParameter('from')
  from?: Date;

  /** Before this instant; left out: the coming 7 days (from `from`, if that is later). */
  @InstantParameter('to')
  to?: Date;

  /** Occurrences to pass over. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MAX_START })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value,
  )
  @IsInt({ message: START })
  @Min(0, { message: START })
  @Max(MAX_START, { message: START })
  override start?: number = 0;
}

/** A due instant of a job: what became of it, what is becoming of it, or when it comes. */
export class JobOccurrenceDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  /** The instant at which it was, is or falls due. */
  @ApiProperty({ format: 'date-time', example: '2026-03-29T01:00:00.000Z' })
  at: string;

  /** The same instant in the job's present zone. */
  @ApiProperty({ example: '2026-03-29T03:00:00+02:00' })
  local: string;

  /** What a clock change did to it, in words. */
  @ApiProperty({ type: 'string', nullable: true })
  note: string | null;

  /** Of a run, or why there was none; `due`: it has fallen due and nothing has been decided yet; `planned`: it comes. */
  @ApiProperty({ enum: OCCURRENCE_STATUSES })
  status: string;

  /** Why it did not run, or ended early; of a planned one, why it will not run. */
  @ApiProperty({ type: 'string', nullable: true })
  reason: string | null;

  @ApiProperty({ type: 'string', enum: [...RUN_TRIGGERS, null], nullable: true })
  trigger: string | null;

  /** How many times it was started. */
  @ApiProperty({ type: 'integer' })
  attempts: number;

  /** It should have started more than `overdueAfterMs` ago, and has not. */
  overdue: boolean;

  /** When it is to start (`at` and the job's jitter), or to start again; null when it has started, or never will. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startsAt: string | null;

  /** When its last attempt started. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt: string | null;

  /** When its last attempt ended, or its fate was written. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt: string | null;

  /** Its record in the history. */
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  runId: string | null;

  /** This entry stands for several occurrences, from `at` to `to`. */
  @ApiProperty({
    type: 'object',
    properties: { to: { type: 'string', format: 'date-time' }, count: { type: 'integer' } },
    required: ['to', 'count'],
    selfRequired: true,
    nullable: true,
  })
  range: { to: string; count: number } | null;
}

/** One page of occurrences, oldest first. */
export class JobOccurrencePageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:job-occurrence', JobOccurrenceDto)
  _embedded: Record<string, JobOccurrenceDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;

  /** Exact up to 10,000; above, a lower bound with `totalExact: false`. */
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiPropertyOptional() totalExact?: boolean;

  @ApiProperty({ format: 'date-time' }) from: string;
  @ApiProperty({ format: 'date-time' }) to: string;

  /** Why nothing is planned, and what keeps the job from starting. */
  @ApiProperty({ type: [String] })
  warnings: string[];
}
