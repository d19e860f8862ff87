import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';

const RANGE = 'accessLevel must be 0 (no share), 1 (VIEW), 2 (RUN), 3 (EDIT) or 4 (SHARE)';

/** How far a principal may go. */
export class PutShareDto {
  /** 1 VIEW, 2 RUN, 3 EDIT, 4 SHARE; 0 removes the share. */
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 4, example: 2 })
  @IsInt({ message: RANGE })
  @Min(0, { message: RANGE })
  @Max(4, { message: RANGE })
  accessLevel: number;
}

/** Whose access is to be explained. */
export class AccessQueryDto {
  /** User or team: `bob`, `team:marketing`, or a bare team name; your own access when left out. */
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(300)
  principalId?: string;
}

/** A share. */
export class ShareDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  /** Canonical id: `bob`, `team:marketing`. */
  principalId: string;

  /** Display name. */
  principalName: string;

  /** 1 VIEW, 2 RUN, 3 EDIT, 4 SHARE; 0 when it was removed. */
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 4 })
  accessLevel: number;
}

/** The shares of a job or dataset. */
export class SharePageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:share', ShareDto)
  _embedded: Record<string, ShareDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}

/** One reason for an access level. */
export class AccessSourceDto {
  /** `superuser`, `owner`, `teamRole` (the owning team's), `share`, or `projectRole` (of the job's workflow). */
  kind: string;

  /** The principal through which it reaches: the user itself, a team, or a project (`project:<id>`). */
  @ApiProperty({ example: 'team:analytics' })
  through: string;

  /** Role in that team or project, where it matters. */
  @ApiProperty({ type: 'string', nullable: true })
  role: string | null;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5 })
  accessLevel: number;
}

/** Why somebody may, or may not. */
export class AccessExplanationDto {
  principalId: string;

  /** NONE, VIEW, RUN, EDIT, SHARE or OWNER: the highest of the sources. */
  level: string;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 5 })
  accessLevel: number;

  /** Every way in which the level is reached. */
  @ApiProperty({ type: [AccessSourceDto] })
  sources: AccessSourceDto[];

  /** What that allows. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'boolean' }, example: { 'job:read': true } })
  permissions: Record<string, boolean>;
}
