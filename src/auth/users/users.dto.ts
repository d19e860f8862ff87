import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { ApiEmbedded } from '../../hal/api-embedded.decorator.js';
import { DirectoryPageDto } from '../directory-page.dto.js';
import { PRINCIPAL_NAME_RULE } from '../principal-name.js';

const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A change of an account: what is not given stays. */
export class UpdateUserDto {
  /** Display name. */
  @ApiPropertyOptional({ example: 'Alice Example', minLength: 1, maxLength: 255 })
  @IfGiven()
  @IsString()
  @Length(1, 255)
  name?: string;

  @ApiPropertyOptional({ type: 'string', nullable: true, example: 'alice@example.com' })
  @IsOptional()
  @IsEmail({ require_tld: false })
  @MaxLength(320)
  email?: string | null;

  /** IANA name. */
  @ApiPropertyOptional({ type: 'string', nullable: true, example: 'Europe/Berlin' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string | null;

  /** Sees and may do everything. */
  @ApiPropertyOptional()
  @IfGiven()
  @IsBoolean()
  superuser?: boolean;

  @ApiPropertyOptional({ type: [String], example: ['permission.jobs.create', 'permission.datasets.create'] })
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(1000)
  @Matches(/^[\w.:*-]{1,255}$/, { each: true, message: 'each permission must look like "permission.jobs.create"' })
  permissions?: string[];

  /** Ends all tokens that the user got before. */
  @ApiPropertyOptional({ minLength: 8, maxLength: 1024, writeOnly: true })
  @IfGiven()
  @IsString()
  @Length(8, 1024)
  password?: string;

  /** A disabled user can't log in; its tokens end for good and its jobs don't run. */
  @ApiPropertyOptional()
  @IfGiven()
  @IsBoolean()
  disabled?: boolean;
}

/** A new account. */
export class CreateUserDto extends UpdateUserDto {
  /** User name; it never changes. Users and teams share one namespace. */
  @ApiProperty({ example: 'alice', pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]*$', maxLength: 255 })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,254}$/, { message: `id ${PRINCIPAL_NAME_RULE}` })
  id: string;
}

/** An account. */
export class UserDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ example: 'alice' })
  id: string;

  @ApiProperty({ example: 'Alice Example' })
  name: string;

  @ApiProperty({ type: 'string', nullable: true })
  email: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  timezone: string | null;

  /** `local`, or the issuer whose tokens speak for this user. */
  @ApiProperty({ example: 'local' })
  issuer: string;

  /** Given by a superuser, or claimed by the user's last token. */
  @ApiProperty()
  superuser: boolean;

  /** Given by a superuser, or claimed by the user's last token. */
  @ApiProperty({ type: [String] })
  permissions: string[];

  @ApiProperty()
  disabled: boolean;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: 'string', format: 'date-time' })
  updatedAt: Date;
}

/** A page of accounts. */
@ApiExtraModels(UserDto)
export class UserPageDto extends DirectoryPageDto {
  @ApiEmbedded('inf:user', UserDto)
  _embedded: Record<string, UserDto[]>;
}
