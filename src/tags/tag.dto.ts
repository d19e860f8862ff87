import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Length, Matches } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { tidyTagName } from '../naming/tag-name.js';

/** A new tag. */
export class CreateTagDto {
  /** Up to 100 characters; outer spaces are dropped, and case makes no difference. */
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'month-end' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidyTagName(value) : value))
  @IsString()
  @Length(1, 100, { message: 'name must have 1 to 100 characters' })
  @Matches(/^\P{Cc}*$/u, { message: 'name must not contain control characters' })
  name: string;
}

/** A tag. */
export class TagDto {
  /** `self`, and the jobs that bear it (`inf:job`). */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;
}

/** Tags in name order. */
export class TagPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:tag', TagDto)
  _embedded: Record<string, TagDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
