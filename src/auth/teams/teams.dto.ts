import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { ApiEmbedded } from '../../hal/api-embedded.decorator.js';
import { DirectoryPageDto } from '../directory-page.dto.js';
import { PRINCIPAL_NAME_RULE } from '../principal-name.js';
import { TEAM_ROLES } from '../team-role.js';
import type { TeamRole } from '../team-role.js';

const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A change of a team: what is not given stays. */
export class UpdateTeamDto {
  /** Display name. */
  @ApiPropertyOptional({ example: 'Analytics', minLength: 1, maxLength: 255 })
  @IfGiven()
  @IsString()
  @Length(1, 255)
  name?: string;

  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string | null;
}

/** A new team. */
export class CreateTeamDto extends UpdateTeamDto {
  /** `analytics` or `team:analytics`; it never changes. Not given: made of the name. */
  @ApiPropertyOptional({ example: 'analytics', maxLength: 260 })
  @IfGiven()
  @Matches(/^(?:team:)?[A-Za-z0-9][A-Za-z0-9._@-]{0,254}$/, { message: `id (after "team:") ${PRINCIPAL_NAME_RULE}` })
  id?: string;
}

/** A role in a team. */
export class PutTeamMemberDto {
  @ApiProperty({ enum: TEAM_ROLES })
  @IsIn(TEAM_ROLES)
  role: TeamRole;
}

/** A team. */
export class TeamDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ example: 'team:analytics' })
  id: string;

  @ApiProperty({ example: 'Analytics' })
  name: string;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  /** The caller's own role; null for those who are not in the team. */
  @ApiProperty({ enum: TEAM_ROLES, nullable: true })
  role: TeamRole | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: 'string', format: 'date-time' })
  updatedAt: Date;
}

/** A member of a team. */
export class TeamMemberDto {
  @ApiProperty({ example: 'alice' })
  userId: string;

  @ApiProperty({ example: 'Alice Example' })
  name: string;

  @ApiProperty({ enum: TEAM_ROLES })
  role: TeamRole;

  /** `token`: the user's last token said so, and the next one may say otherwise. `local`: somebody put it here. */
  @ApiProperty({ enum: ['local', 'token'] })
  source: 'local' | 'token';
}

/** A page of teams. */
@ApiExtraModels(TeamDto)
export class TeamPageDto extends DirectoryPageDto {
  @ApiEmbedded('inf:team', TeamDto)
  _embedded: Record<string, TeamDto[]>;
}

/** A page of a team's members. */
@ApiExtraModels(TeamMemberDto)
export class TeamMemberPageDto extends DirectoryPageDto {
  @ApiEmbedded('inf:team-member', TeamMemberDto)
  _embedded: Record<string, TeamMemberDto[]>;
}
