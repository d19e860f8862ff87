import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQueryDto } from '../hal/page-query.dto.js';

/** Which page of users or teams, and which of them. */
export class DirectoryQueryDto extends PageQueryDto {
  /** Part of the id or name (of users, the email too); every character is literal. */
  @ApiPropertyOptional({ example: 'ana', maxLength: 255 })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  @Matches(/^[^\0]*$/, { message: 'q must not contain the NUL character' })
  q?: string;
}

/** A pattern for ILIKE that finds the text anywhere; null finds everything. */
export function containing(q: string | undefined): string | null {
  return q === undefined || q === '' ? null : `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
