import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { IfGiven, IfNotNull } from './optional.decorator.js';

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

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

  /** Among runs that wait (retries, queued and manual ones), higher goes first. */
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
}
