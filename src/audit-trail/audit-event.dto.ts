import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { PageQueryDto } from '../hal/page-query.dto.js';

export const AUDITED_KINDS = ['job', 'dataset', 'token', 'user', 'team', 'project', 'workflow', 'scheduler'] as const;

/** Which events, and which page of them. */
export class AuditQueryDto extends PageQueryDto {
  /** Only events about things of this kind. */
  @ApiPropertyOptional({ enum: AUDITED_KINDS })
  @IsOptional()
  @IsIn(AUDITED_KINDS, { message: `subjectKind must be one of ${AUDITED_KINDS.join(', ')}` })
  subjectKind?: (typeof AUDITED_KINDS)[number];

  /** Only events about this thing: UUID of a job, dataset or token; id of a user or team. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  subjectId?: string;

  /** Only what this user did. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  actorId?: string;
}

/** A change: who made it, when, and what it changed. */
export class AuditEventDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  /** The user; null for what the service did by itself. */
  @ApiProperty({ type: 'string', nullable: true })
  actorId: string | null;

  /** Display name; null when the user is gone. */
  @ApiProperty({ type: 'string', nullable: true })
  actorName: string | null;

  /** `job`, `dataset`, `token`, `user` or `team`. */
  @ApiProperty({ enum: AUDITED_KINDS })
  subjectKind: string;

  subjectId: string;

  /** What happened: `job.updated`, `job.shared`, `teamMember.added`. */
  @ApiProperty({ example: 'job.updated' })
  action: string;

  /** Changed fields as `{field: {from, to}}`; secrets and passwords only as `{changed: true}`. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { interval: { from: '0 8 * * *', to: '0 9 * * *' } },
  })
  changes: Record<string, unknown>;
}

/** Events, newest first. */
export class AuditEventPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:audit-event', AuditEventDto)
  _embedded: Record<string, AuditEventDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;

  /** Exact up to 10,000; above, a lower bound with `totalExact: false`. */
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiPropertyOptional() totalExact?: boolean;
}
