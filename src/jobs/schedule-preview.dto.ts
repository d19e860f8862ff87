import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IfGiven, IfNotNull } from './optional.decorator.js';

const MAX_OCCURRENCES = 1_000;

/** How many occurrences to show. */
export class OccurrenceCountQueryDto {
  /** At most 1000. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_OCCURRENCES })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  )
  @IsInt({ message: `count must be a whole number from 1 to ${MAX_OCCURRENCES}` })
  @Min(1, { message: `count must be a whole number from 1 to ${MAX_OCCURRENCES}` })
  @Max(MAX_OCCURRENCES, { message: `count must be a whole number from 1 to ${MAX_OCCURRENCES}` })
  count?: number = 10;
}

/** A schedule to try out. */
export class SchedulePreviewInput {
  /** Cron expression or simple interval; not needed for `once`. */
  @ApiPropertyOptional({ type: 'string', nullable: true, example: '0 9 * * 1-5' })
  @IfNotNull()
  @IsString()
  @MaxLength(500)
  interval?: string | null;

  /** Inferred from `interval` when left out. */
  @ApiPropertyOptional({ enum: ['cron', 'simple', 'once'] })
  @IfGiven()
  @IsIn(['cron', 'simple', 'once'])
  intervalType?: 'cron' | 'simple' | 'once';

  /** IANA zone; the caller's, else the installation's, when left out. */
  @ApiPropertyOptional({ example: 'America/Los_Angeles' })
  @IfGiven()
  @IsString()
  @MaxLength(100)
  timezone?: string;

  /** First instant; a date without time is read in the zone. */
  @IfNotNull()
  @IsString()
  @MaxLength(40)
  startOn?: string | null;

  /** Last instant; a date without time means the end of that day. */
  @IfNotNull()
  @IsString()
  @MaxLength(40)
  endOn?: string | null;

  /** Show occurrences after this instant; now when left out. */
  @IfGiven()
  @IsString()
  @MaxLength(40)
  after?: string;

  /** How many occurrences to show, at most 1000. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_OCCURRENCES, default: 10 })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(MAX_OCCURRENCES)
  count?: number;
}

/** One coming occurrence. */
export class OccurrenceDto {
  /** The instant, in UTC. */
  @ApiProperty({ format: 'date-time', example: '2026-03-29T01:00:00.000Z' })
  at: string;

  /** The same instant in the schedule's zone. */
  @ApiProperty({ example: '2026-03-29T03:00:00+02:00' })
  local: string;

  /** What a clock change does to it, in words. */
  @ApiProperty({ type: 'string', nullable: true })
  note: string | null;
}

/** A schedule in words, and when it runs. */
export class SchedulePreviewDto {
  /** `At 09:00 on Monday to Friday (America/Los_Angeles)`; null without a schedule. */
  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  @ApiProperty({ type: [OccurrenceDto] })
  occurrences: OccurrenceDto[];

  /** What to know before relying on it. */
  @ApiProperty({ type: [String] })
  warnings: string[];
}
