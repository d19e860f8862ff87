import { ApiProperty } from '@nestjs/swagger';

/** Identifies another resource. */
export class ResourceIdentifierDto {
  @ApiProperty({ enum: ['workflows', 'projects'] })
  type: string;

  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** What a resource belongs to; `data` is null when it belongs to none. */
export class RelationshipDto {
  @ApiProperty({ type: ResourceIdentifierDto, nullable: true })
  data: ResourceIdentifierDto | null;
}

export class SelfLinkDto {
  @ApiProperty({ format: 'uri' })
  self: string;
}

/** A job, project or workflow. Times in `attributes` are ISO 8601; `configuration` of a job is never shown. */
export class ResourceDto {
  @ApiProperty({ enum: ['jobs', 'projects', 'workflows'] })
  type: string;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { name: 'Fetch patients', enabled: true } })
  attributes: Record<string, unknown>;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/RelationshipDto' } })
  relationships: Record<string, RelationshipDto>;

  links: SelfLinkDto;
}

/** One resource. */
export class ResourceDocumentDto {
  data: ResourceDto;

  /** Always empty. */
  @ApiProperty({ type: 'array', items: {}, maxItems: 0 })
  included: [];

  links: SelfLinkDto;
}

/** Absolute links; all other query parameters are kept in them. */
export class PageLinksDto extends SelfLinkDto {
  @ApiProperty({ format: 'uri' })
  first: string;

  @ApiProperty({ format: 'uri' })
  last: string;

  /** Null on the last page. */
  @ApiProperty({ type: 'string', format: 'uri', nullable: true })
  next: string | null;

  /** Null on the first page. */
  @ApiProperty({ type: 'string', format: 'uri', nullable: true })
  prev: string | null;
}

export class PageMetaDto {
  @ApiProperty({ type: 'integer' }) total_entries: number;
  @ApiProperty({ type: 'integer' }) total_pages: number;
  @ApiProperty({ type: 'integer' }) page_number: number;
  @ApiProperty({ type: 'integer' }) page_size: number;
}

/** A page of resources. */
export class CollectionDocumentDto {
  @ApiProperty({ type: [ResourceDto] })
  data: ResourceDto[];

  /** Always empty. */
  @ApiProperty({ type: 'array', items: {}, maxItems: 0 })
  included: [];

  links: PageLinksDto;
  meta: PageMetaDto;
}

/** Every error of this view. */
export class ReasonDto {
  /** The reason phrase of the status. */
  @ApiProperty({ example: 'Not Found' })
  error: string;
}
