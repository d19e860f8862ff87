import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IfGiven } from '../jobs/optional.decorator.js';
import { InstantField } from './instant-parameter.decorator.js';

export const BACKFILL_LIMIT = 1_000;

/** Occurrences of the past that shall run now. */
export class BackfillRequestDto {
  /** First instant of the period (inclusive). */
  @InstantField('from', '2026-01-01T00:00:00Z')
  from: Date;

  /** Last instant of the period (inclusive); not in the future. */
  @InstantField('to', '2026-01-31T23:59:59Z')
  to: Date;

  /** `queue` (default): one after another, and never beside another run of the job; `allow`: side by side. */
  @ApiPropertyOptional({ enum: ['queue', 'allow'], default: 'queue' })
  @IfGiven()
  @IsIn(['queue', 'allow'])
  overlap?: 'queue' | 'allow';

  /** At most so many occurrences, the oldest of the period; `next` in the answer says where to go on. */
  @ApiPropertyOptional({ type: 'integer', default: 100, maximum: BACKFILL_LIMIT })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(BACKFILL_LIMIT)
  limit?: number;
}

/** What was put into the queue. */
export class BackfillDto {
  /** How many occurrences wait to run; they come after what the job has to do anyway. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** The first and the last of them. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  first: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  last: string | null;

  /** The first occurrence of the period that `limit` left out: `from` of another backfill; null when there is none. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  next: string | null;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;
}

/** What was taken out of the queue. */
export class BackfillCanceledDto {
  /** How many waiting backfill runs were canceled; those under way go on. */
  @ApiProperty({ type: 'integer' })
  count: number;
}
