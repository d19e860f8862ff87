import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { JobPoliciesDto } from './job-policies.dto.js';
import { IfGiven, IfNotNull } from './optional.decorator.js';

/** Fields that people write, on creation and on change alike. */
export class JobFieldsDto extends JobPoliciesDto {
  /** What the job is for. */
  @IfNotNull()
  @IsString()
  @MaxLength(10_000)
  description?: string | null;

  /** Notes for those who look after it. */
  @IfNotNull()
  @IsString()
  @MaxLength(10_000)
  notes?: string | null;

  /** Cron expression (`0 9 * * *`) or simple interval (`30 minutes`, `PT1H30M`); null: runs only by hand. */
  @ApiPropertyOptional({ type: 'string', nullable: true, example: '0 9 * * *' })
  @IfNotNull()
  @IsString()
  @MaxLength(500)
  interval?: string | null;

  /** How `interval` is read; inferred from it when left out. `once` runs at `startOn`. */
  @ApiPropertyOptional({ enum: ['cron', 'simple', 'once'], nullable: true })
  @IfNotNull()
  @IsIn(['cron', 'simple', 'once'])
  intervalType?: 'cron' | 'simple' | 'once' | null;

  /** First instant at which it may run: ISO 8601; a date without time is read in `timezone`. */
  @ApiPropertyOptional({ type: 'string', nullable: true, example: '2026-01-01' })
  @IfNotNull()
  @IsString()
  @MaxLength(40)
  startOn?: string | null;

  /** Last instant at which it may run; a date without time means the end of that day in `timezone`. */
  @ApiPropertyOptional({ type: 'string', nullable: true })
  @IfNotNull()
  @IsString()
  @MaxLength(40)
  endOn?: string | null;

  /** Whether it runs on its schedule. Disabled jobs can be run by hand. */
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;

  /** What the driver is told; see the driver's `dataSchema`. Replaces the former data. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IfGiven()
  @IsObject()
  data?: Record<string, unknown>;

  /** IANA time zone in which the schedule is evaluated. */
  @ApiPropertyOptional({ example: 'America/Los_Angeles' })
  @IfGiven()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  timezone?: string;

  /** The workflow that it belongs to; null: none. A change needs OWNER on the job and editor on the project. */
  @ApiPropertyOptional({ type: 'string', format: 'uuid', nullable: true })
  @IfNotNull()
  @IsUUID('all', { message: 'workflowId must be a UUID, or null' })
  workflowId?: string | null;

  /** Superusers only: a date locks the job (nothing starts), null unlocks it by force. */
  @ApiPropertyOptional({ type: 'string', nullable: true })
  @IfNotNull()
  @IsString()
  @MaxLength(40)
  lockedAt?: string | null;
}
