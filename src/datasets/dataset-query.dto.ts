import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { EXPORT_FORMATS } from './export/export-rows.js';
import type { ExportFormat } from './export/export-rows.js';

export const DATASET_SORTS = ['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const;
export type DatasetSort = (typeof DATASET_SORTS)[number];

const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Search and order of the dataset list. */
export class DatasetListQueryDto extends PageQueryDto {
  /** Words to find in id, name and description: every word must occur, a prefix is enough. */
  @IfGiven()
  @IsString()
  @MaxLength(500)
  q?: string;

  /** Field to sort by; a leading `-` is descending. */
  @ApiPropertyOptional({ enum: DATASET_SORTS })
  @IfGiven()
  @IsIn(DATASET_SORTS, { message: `sort must be one of ${DATASET_SORTS.join(', ')}` })
  sort?: DatasetSort = 'name';
}

/** One page of snapshots, the latest first. */
export class SnapshotListQueryDto extends PageQueryDto {}

/** Which rows, and how. */
export class DatasetDataQueryDto {
  /** Rows per page; more than 1000 is taken as 1000. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1000 })
  @Transform(({ value }: { value: unknown }) => (isWhole(value) ? Math.min(Number(value), 1_000) : value))
  @IsInt({ message: 'limit must be a whole number from 0 to 1000' })
  @Min(0, { message: 'limit must be a whole number from 0 to 1000' })
  limit?: number = 100;

  /** Rows to pass over. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @Transform(({ value }: { value: unknown }) => (isWhole(value) ? Number(value) : value))
  @IsInt({ message: 'start must be a whole number from 0 to 10000000' })
  @Min(0, { message: 'start must be a whole number from 0 to 10000000' })
  @Max(10_000_000, { message: 'start must be a whole number from 0 to 10000000' })
  start?: number = 0;

  /** All rows as a file instead of a page. */
  @ApiPropertyOptional({ enum: EXPORT_FORMATS })
  @IfGiven()
  @IsIn(EXPORT_FORMATS, { message: `format must be one of ${EXPORT_FORMATS.join(', ')}` })
  format?: ExportFormat;
}

function isWhole(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim());
}
