import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsBoolean, IsIn, IsInt, IsObject, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { IfGiven, IfNotNull } from '../jobs/optional.decorator.js';
import { ACTION_CONDITIONS } from './action-condition.js';
import type { ActionCondition } from './action-condition.js';

/** Fields of an action that people write, on creation and on change alike. */
class JobActionFieldsDto {
  /** Name for people; left out: the driver's title. */
  @ApiPropertyOptional({ example: 'Tell the team' })
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name?: string;

  /** What the driver is told; replaces what was there. A secret sent back masked keeps its value. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IfGiven()
  @IsObject()
  data?: Record<string, unknown>;

  /** When it runs: `onRecovery` is a success right after a failure, `onOverdue` that a run has not started in time. */
  @ApiPropertyOptional({ enum: ACTION_CONDITIONS, default: 'always' })
  @IfGiven()
  @IsIn(ACTION_CONDITIONS)
  condition?: ActionCondition;

  /** With `onFailure`: only at exactly that many failures in a row. Null: at every failure. */
  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 1000 })
  @IfNotNull()
  @IsInt()
  @Min(1)
  @Max(1_000)
  afterFailures?: number | null;

  /** Position among the job's actions, from 0; the others move. Too large: the end. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  index?: number;

  /** Whether it runs at all. */
  @ApiPropertyOptional({ default: true })
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;
}

/** A new action. */
export class PostJobActionDto extends JobActionFieldsDto {
  /** Driver type; `GET /api/job-drivers` lists them. */
  @ApiProperty({ example: 'email' })
  @IsString()
  @MaxLength(100)
  type: string;
}

/** Changes of an action: only what is given is changed. A body that came from GET may be sent back as it is. */
export class PutJobActionDto extends JobActionFieldsDto {
  // Fields of an answer that may come back unchanged; a changed one is refused with its name.
  @ApiHideProperty() @Allow() id?: unknown;
  @ApiHideProperty() @Allow() jobId?: unknown;
  @ApiHideProperty() @Allow() type?: unknown;
  @ApiHideProperty() @Allow() warnings?: unknown;
  @ApiHideProperty() @Allow() _links?: unknown;
}

/** A step that follows the driver of a job. */
export class JobActionDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  jobId: string;

  /** Driver type. */
  type: string;

  name: string;

  /** `{}` without edit access; secrets are shown as •••. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data: Record<string, unknown>;

  @ApiProperty({ enum: ACTION_CONDITIONS })
  condition: ActionCondition;

  @ApiProperty({ type: 'integer', nullable: true })
  afterFailures: number | null;

  @ApiProperty({ type: 'integer' })
  index: number;

  enabled: boolean;

  /** What is missing for it to succeed; on creation and change. */
  @ApiPropertyOptional({ type: [String] })
  warnings?: string[];
}

/** The actions of a job. */
export class JobActionPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:job-action', JobActionDto)
  _embedded: Record<string, JobActionDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
