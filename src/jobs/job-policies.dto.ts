import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { BlackoutDto } from './blackout.dto.js';
import { IfGiven, IfNotNull } from './optional.decorator.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 366 * DAY_MS;

/** How a job behaves when things overlap, fail, come late or pile up. */
export class JobPoliciesDto {
  /** Due while a run of the job is running: `skip` it (default), let one `queue`, `cancel` the running one, or `allow` both. */
  @IfGiven()
  @IsIn(['skip', 'queue', 'cancel', 'allow'])
  overlap?: 'skip' | 'queue' | 'cancel' | 'allow';

  /** Occurrences missed by a downtime: run the `last` (default), `all` of them one after another, or `none`. */
  @IfGiven()
  @IsIn(['last', 'all', 'none'])
  catchUp?: 'last' | 'all' | 'none';

  /** How far back a missed occurrence is still caught up, in milliseconds (default 24 h). */
  @ApiPropertyOptional({ type: 'integer', default: 86_400_000 })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(YEAR_MS)
  catchUpWindowMs?: number;

  /** How many missed occurrences are caught up, and recorded one by one, at most. */
  @ApiPropertyOptional({ type: 'integer', default: 100 })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000)
  catchUpLimit?: number;

  /** Attempts per occurrence, the first included. */
  @ApiPropertyOptional({ type: 'integer', default: 1 })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(100)
  maxAttempts?: number;

  /** Delay before the second attempt, in milliseconds; doubles with each further one, with jitter. */
  @ApiPropertyOptional({ type: 'integer', default: 30_000 })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(YEAR_MS)
  retryDelayMs?: number;

  /** Whether an occurrence whose node died runs again (at-least-once); false: at-most-once. */
  @ApiPropertyOptional({ default: true })
  @IfGiven()
  @IsBoolean()
  retryLost?: boolean;

  /** How many times at most one occurrence runs again because its node died. */
  @ApiPropertyOptional({ type: 'integer', default: 3 })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(100)
  maxLost?: number;

  /** A run is aborted after so many milliseconds, at most 2147483647 (24 days); null: never (default). */
  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IfNotNull()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  timeoutMs?: number | null;

  /**
   * Spreads starts: each begins up to so many milliseconds after its instant, never past the next one. How long is fixed
   * for the job, so its starts keep their distance. 0 (default): at the instant.
   */
  @ApiPropertyOptional({ type: 'integer', default: 0, example: 60_000 })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(7 * DAY_MS)
  jitterMs?: number;

  /** The job is paused, with a reason, when so many occurrences in a row have failed; null: never (default). */
  @ApiPropertyOptional({ type: 'integer', nullable: true, example: 5 })
  @IfNotNull()
  @IsInt()
  @Min(1)
  @Max(1_000)
  pauseAfterFailures?: number | null;

  /** `onOverdue` actions run when an occurrence has not started so many milliseconds after it should have; null: never. */
  @ApiPropertyOptional({ type: 'integer', nullable: true, default: 300_000 })
  @IfNotNull()
  @IsInt()
  @Min(1_000)
  @Max(YEAR_MS)
  overdueAfterMs?: number | null;

  /** Among what is due and what waits (retries, queued and manual runs), higher goes first. */
  @ApiPropertyOptional({ type: 'integer', default: 0 })
  @IfGiven()
  @IsInt()
  @Min(-1_000)
  @Max(1_000)
  priority?: number;

  /** The worker pool whose nodes may run it. */
  @ApiPropertyOptional({ default: 'default' })
  @IfGiven()
  @Matches(/^[a-z0-9][a-z0-9_-]{0,62}$/, {
    message: 'queue must be lower-case letters, digits, _ and -, at most 63 characters',
  })
  queue?: string;

  /** Jobs of one owner with the same key run at most `concurrencyLimit` at once, on all nodes together; others wait. */
  @ApiPropertyOptional({ type: 'string', nullable: true, example: 'warehouse' })
  @IfNotNull()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
    message: 'concurrencyKey must be letters, digits, ., _ and -, at most 100 characters',
  })
  concurrencyKey?: string | null;

  /** How many runs with the same `concurrencyKey` may be under way when one of this job starts, itself included. */
  @ApiPropertyOptional({ type: 'integer', default: 1 })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(10_000)
  concurrencyLimit?: number;

  /** Days and windows in the job's zone in which it does not run by itself; what falls due then is `skipped`, reason `blackout`. */
  @ApiPropertyOptional({ type: [BlackoutDto], example: [{ from: '2026-12-24', to: '2026-12-26' }] })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => BlackoutDto)
  blackouts?: BlackoutDto[];

  /** How many occurrences the history keeps; null (default): as long as the installation keeps any. */
  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IfNotNull()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  keepRuns?: number | null;
}
