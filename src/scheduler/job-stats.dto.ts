import { ApiProperty } from '@nestjs/swagger';
import { RUN_STATUSES } from '../ledger/run-vocabulary.js';
import { InstantParameter } from './instant-parameter.decorator.js';

/** The period that is looked at. */
export class JobStatsQueryDto {
  /** From this instant on; 30 days before `to` when left out. */
  @InstantParameter('from')
  from?: Date;

  /** Before this instant; now when left out. */
  @InstantParameter('to')
  to?: Date;
}

/** How long runs took that came to an end by themselves; null when there were none. */
export class DurationStatsDto {
  @ApiProperty({ type: 'integer', nullable: true })
  p50: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  p95: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  max: number | null;
}

/** A run as a point in a chart. */
export class RunPointDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: RUN_STATUSES })
  status: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: 'integer' })
  durationMs: number;
}

/** How a job has fared. Every attempt counts as a run. */
export class JobStatsDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string; templated?: boolean }>;

  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ format: 'date-time' })
  to: string;

  /** `from`, unless the period has more than 10,000 records: then only the newest 10,000 are counted, from this instant on. */
  @ApiProperty({ format: 'date-time' })
  countedFrom: string;

  /** Ended runs: the sum of the next six. */
  @ApiProperty({ type: 'integer' }) runs: number;
  @ApiProperty({ type: 'integer' }) succeeded: number;
  @ApiProperty({ type: 'integer' }) warned: number;
  @ApiProperty({ type: 'integer' }) failed: number;
  @ApiProperty({ type: 'integer' }) timedOut: number;
  @ApiProperty({ type: 'integer' }) canceled: number;
  @ApiProperty({ type: 'integer' }) lost: number;

  /** Occurrences that did not run; a range counts as many as it stands for. */
  @ApiProperty({ type: 'integer' }) skipped: number;
  @ApiProperty({ type: 'integer' }) missed: number;
  @ApiProperty({ type: 'integer' }) coalesced: number;

  /** Succeeded and warned runs, divided by all runs that were not canceled; null when there are none. */
  @ApiProperty({ type: 'number', nullable: true, minimum: 0, maximum: 1 })
  successRate: number | null;

  @ApiProperty({ type: DurationStatsDto })
  durationMs: DurationStatsDto;

  /** The newest runs of the period that were started, newest first; at most 50. */
  @ApiProperty({ type: [RunPointDto] })
  last50: RunPointDto[];
}
