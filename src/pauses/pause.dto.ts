import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IfGiven } from '../jobs/optional.decorator.js';

/** Why something is paused. */
export class PauseRequestDto {
  /** No body is the same as an empty one. */
  static readonly isOptionalBody = true;

  /** For people, shown where they look why nothing runs. */
  @ApiPropertyOptional({ example: 'The warehouse moves until Monday.' })
  @IfGiven()
  @IsString()
  @MaxLength(1_000)
  reason?: string;
}

/** Whether a job runs by itself. */
export class JobPauseDto {
  paused: boolean;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  pausedAt: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  reason: string | null;
}

/** Whether anything starts on any node. */
export class SchedulerPauseDto extends JobPauseDto {
  /** Who paused it. */
  @ApiProperty({ type: 'string', nullable: true })
  pausedBy: string | null;
}
