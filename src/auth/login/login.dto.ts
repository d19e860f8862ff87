import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, MaxLength } from 'class-validator';
import { TEAM_ROLES } from '../team-role.js';
import type { TeamRole } from '../team-role.js';

/** A user name and a password. */
export class LoginDto {
  @ApiProperty({ example: 'admin', maxLength: 255 })
  @IsString()
  @MaxLength(255)
  username: string;

  @ApiProperty({ example: 'correct horse battery staple', maxLength: 1024 })
  @IsString()
  @MaxLength(1024)
  password: string;
}

/** A change of one's own password. */
export class ChangePasswordDto {
  @ApiProperty({ maxLength: 1024 })
  @IsString()
  @MaxLength(1024)
  currentPassword: string;

  @ApiProperty({ minLength: 8, maxLength: 1024 })
  @IsString()
  @Length(8, 1024)
  newPassword: string;
}

/** A team that the caller belongs to. */
export class OwnTeamDto {
  @ApiProperty({ example: 'team:analytics' })
  id: string;

  @ApiProperty({ example: 'Analytics' })
  name: string;

  @ApiProperty({ enum: TEAM_ROLES })
  role: TeamRole;
}

/** Who is calling, and what they may do. */
export class MeDto {
  @ApiProperty({ example: 'alice' })
  id: string;

  /** The same as `id`. */
  @ApiProperty({ example: 'alice' })
  userId: string;

  @ApiProperty({ example: 'Alice Example' })
  name: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'alice@example.com' })
  email: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'Europe/Berlin' })
  timezone: string | null;

  /** Sees and may do everything. */
  @ApiProperty()
  superuser: boolean;

  @ApiProperty({ type: [String], example: ['permission.jobs.create'] })
  permissions: string[];

  @ApiProperty({ type: [OwnTeamDto] })
  teams: OwnTeamDto[];
}

/** A login. */
export class LoginResultDto {
  /** Send it as `Authorization: Bearer <accessToken>`. */
  @ApiProperty()
  accessToken: string;

  @ApiProperty({ enum: ['Bearer'] })
  tokenType: 'Bearer';

  /** Seconds. */
  @ApiProperty({ type: 'integer', example: 43_200 })
  expiresIn: number;

  @ApiProperty({ type: MeDto })
  user: MeDto;
}
