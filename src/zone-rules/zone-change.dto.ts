import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { PageQueryDto } from '../hal/page-query.dto.js';

/** Which changes, and which page of them. */
export class ZoneChangesQueryDto extends PageQueryDto {
  /** Only changes of this zone, as jobs spell it. */
  @ApiPropertyOptional({ example: 'America/Asuncion' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  timezone?: string;
}

/** The version of the tz data before and after. */
export class TzVersionsDto {
  @ApiProperty({ example: '2024a' }) from: string;
  @ApiProperty({ example: '2025c' }) to: string;
}

/** The job that was re-planned. */
export class ReplannedJobDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Null when the job is gone. */
  @ApiProperty({ type: 'string', nullable: true })
  name: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'alice:weekly-report' })
  naturalId: string | null;
}

/** Its next run before and after; null: none. */
export class MovedRunDto {
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) from: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) to: string | null;
}

/** The rules of a zone changed, and with them the next run of a job. */
export class ZoneChangeDto {
  /** `inf:job`, while the job exists. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  detectedAt: string;

  timezone: string;

  tzVersion: TzVersionsDto;

  /** The first instant at which the rules differ from the ones before. */
  @ApiProperty({ format: 'date-time' })
  differsFrom: string;

  /** Null when the rules changed and no job moved. */
  @ApiProperty({ type: ReplannedJobDto, nullable: true })
  job: ReplannedJobDto | null;

  @ApiProperty({ type: MovedRunDto, nullable: true })
  nextRunAt: MovedRunDto | null;
}

/** Changes, newest first. */
export class ZoneChangePageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:zone-change', ZoneChangeDto)
  _embedded: Record<string, ZoneChangeDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;

  /** Exact up to 10,000; above, a lower bound with `totalExact: false`. */
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiPropertyOptional() totalExact?: boolean;
}
