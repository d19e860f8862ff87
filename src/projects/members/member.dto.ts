import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PROJECT_ROLES } from '../../auth/project-role.js';
import type { ProjectRole } from '../../auth/project-role.js';
import { ApiEmbedded } from '../../hal/api-embedded.decorator.js';

/** A role in a project. */
export class PutMemberDto {
  /** `owner` hands the project over: the present owner becomes admin. */
  @ApiProperty({ enum: PROJECT_ROLES })
  @IsIn(PROJECT_ROLES, { message: `role must be one of ${PROJECT_ROLES.join(', ')}` })
  role: ProjectRole;
}

/** A user in a project. */
export class MemberDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ example: 'alice' })
  userId: string;

  @ApiProperty({ example: 'Alice Example' })
  name: string;

  @ApiProperty({ enum: PROJECT_ROLES })
  role: ProjectRole;
}

/** A page of a project's members. */
@ApiExtraModels(MemberDto)
export class MemberPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string; templated?: boolean }>;

  @ApiEmbedded('inf:project-member', MemberDto)
  _embedded: Record<string, MemberDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
