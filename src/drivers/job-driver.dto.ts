import { ApiProperty } from '@nestjs/swagger';

/** A link of HAL. */
export class JobDriverLinkDto {
  @ApiProperty({ example: '/api/job-drivers/email' })
  href: string;
}

/** Links of a driver. */
export class JobDriverLinksDto {
  self: JobDriverLinkDto;
}

/** What a job can do: a type with the data that it takes. */
export class JobDriverDto {
  /** What jobs name in `type`. */
  @ApiProperty({ example: 'email' })
  type: string;

  @ApiProperty({ example: 'E-mail' })
  title: string;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  /** JSON Schema of `data`. `required` is what a run needs; a job may be saved without. Secrets are `writeOnly`. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  dataSchema: Record<string, unknown>;

  /** Whether a job of this type needs the permission `permission.drivers.<type>`. */
  restricted: boolean;

  _links: JobDriverLinksDto;
}

/** Drivers by relation. */
export class JobDriversEmbeddedDto {
  @ApiProperty({ name: 'inf:job-driver', type: [JobDriverDto] })
  'inf:job-driver': JobDriverDto[];
}

/** All drivers, on one page. */
export class JobDriverPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string; templated?: boolean }>;

  _embedded: JobDriversEmbeddedDto;

  @ApiProperty({ type: 'integer' })
  start: number;

  @ApiProperty({ type: 'integer' })
  count: number;

  @ApiProperty({ type: 'integer' })
  total: number;
}
