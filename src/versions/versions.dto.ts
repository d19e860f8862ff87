import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { IfGiven } from '../jobs/optional.decorator.js';
import { ContentActionDto, ContentDiffDto, ContentLinkDto } from '../jobs/job-content.dto.js';

const MAX_VERSION = 2_147_483_647;
const WHICH = `against must be the number of a version`;

/** Which version to compare with. */
export class VersionDiffQueryDto {
  /** Number of the version to start from; the one before when left out. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  @IfGiven()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value,
  )
  @IsInt({ message: WHICH })
  @Min(1, { message: WHICH })
  @Max(MAX_VERSION, { message: WHICH })
  against?: number;
}

/** How to restore. */
export class RestoreQueryDto {
  /** Leaves out dataset links whose datasets are gone, or that you can't see. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'force must be true or false' })
  force?: boolean = false;
}

/** A saved edit. */
export class JobVersionHeadDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ format: 'date-time' })
  savedAt: string;

  /** User id; null when unknown. */
  @ApiProperty({ type: 'string', nullable: true })
  savedBy: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  savedByName: string | null;
}

/** A job as a saved edit left it. */
export class JobVersionContentDto {
  name: string;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  notes: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  interval: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  intervalType: string | null;
  timezone: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startOn: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  endOn: string | null;
  enabled: boolean;

  /** Secrets are shown as •••. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  data: Record<string, unknown>;

  /** Policies that differed from their defaults. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  policies: Record<string, unknown>;

  /** Who owned it then; restoring does not bring that back. */
  ownerId: string;

  @ApiProperty({ type: [ContentLinkDto] })
  datasets: ContentLinkDto[];

  @ApiProperty({ type: [ContentActionDto] })
  actions: ContentActionDto[];
}

/** A saved edit in full. */
export class JobVersionDto extends JobVersionHeadDto {
  content: JobVersionContentDto;
}

/** What differs between two versions. */
export class VersionDiffDto extends ContentDiffDto {
  /** The version that is compared. */
  @ApiProperty({ type: 'integer' })
  version: number;

  /** What it is compared with; null for the oldest that is kept: nothing to compare with. */
  @ApiProperty({ type: 'integer', nullable: true })
  against: number | null;
}

/** One page of saved edits, newest first. */
export class JobVersionPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:job-version', JobVersionHeadDto)
  _embedded: Record<string, JobVersionHeadDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
