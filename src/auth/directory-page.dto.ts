import { ApiProperty } from '@nestjs/swagger';

/** What every page of a list has. */
export class DirectoryPageDto {
  /** `self` (templated), `first`, `prev`, `next`, `last`. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string; templated?: boolean }>;

  @ApiProperty({ type: 'integer' })
  start: number;

  /** How many are on this page. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** How many there are. */
  @ApiProperty({ type: 'integer' })
  total: number;
}
