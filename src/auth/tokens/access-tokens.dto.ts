import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Length } from 'class-validator';

/** A new personal access token. */
export class CreateAccessTokenDto {
  /** What it is for. */
  @ApiProperty({ example: 'nightly export', minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  name: string;

  /** When it ends, with offset or `Z`. Not given: it ends when it is revoked. */
  @ApiPropertyOptional({ type: 'string', format: 'date-time', nullable: true, example: '2027-12-31T23:59:59Z' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expiresAt?: string | null;

  /** What this token's holder gets where a route has two representations. Not given: the installation's default. */
  @ApiPropertyOptional({ enum: ['hal', 'jsonapi'], nullable: true })
  @IsOptional()
  @IsIn(['hal', 'jsonapi'])
  representation?: 'hal' | 'jsonapi' | null;
}

/** A personal access token; its text is shown at its creation only. */
export class AccessTokenDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'nightly export' })
  name: string;

  @ApiProperty({ enum: ['hal', 'jsonapi'], nullable: true })
  representation: 'hal' | 'jsonapi' | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  expiresAt: Date | null;

  /** To the minute. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastUsedAt: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt: Date;
}

/** A token just created. */
export class CreatedAccessTokenDto extends AccessTokenDto {
  /** The token itself. Keep it: it can't be shown again. */
  @ApiProperty({ example: 'pnc_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })
  token: string;
}
