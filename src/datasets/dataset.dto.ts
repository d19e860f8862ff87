import { ApiExtraModels, ApiHideProperty, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  IsDefined,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DatasetSourceDto, HttpSourceDto, InlineSourceDto, SqlSourceDto } from './dataset-source.dto.js';

const CLASS_OF_KIND = new Map<unknown, typeof DatasetSourceDto>([
  ['inline', InlineSourceDto],
  ['http', HttpSourceDto],
  ['sql', SqlSourceDto],
]);
const SOURCE_SCHEMA = {
  oneOf: [...CLASS_OF_KIND.values()].map((dto) => ({ $ref: getSchemaPath(dto) })),
};
// Not class-transformer's discriminator: that one throws at the null in `[null]`.
const OfKind = (): PropertyDecorator =>
  Type((about) => {
    const source: unknown = about?.object[about.property];
    const kind = source !== null && typeof source === 'object' && 'kind' in source ? source.kind : undefined;
    return CLASS_OF_KIND.get(kind) ?? DatasetSourceDto;
  });
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A new dataset. */
@ApiExtraModels(InlineSourceDto, HttpSourceDto, SqlSourceDto)
export class CreateDatasetDto {
  /** What it is called in URLs and in jobs; unique per owner. Left out: made from the name. */
  @ApiPropertyOptional({ example: 'sales-2024' })
  @IfGiven()
  @IsString()
  @MaxLength(100)
  id?: string;

  @ApiProperty({ example: 'Sales 2024' })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  description?: string | null;

  @ApiProperty(SOURCE_SCHEMA)
  @IsDefined()
  @IsObject()
  @OfKind()
  @ValidateNested()
  source: DatasetSourceDto;

  /** The caller, or a team in which the caller is memberPlus or more. Left out: the caller. */
  @ApiPropertyOptional({ example: 'team:analytics' })
  @IfGiven()
  @IsString()
  @MaxLength(300)
  ownerId?: string;
}

/** Changes of a dataset: only what is given is changed. A body that came from GET may be sent back as it is. */
export class UpdateDatasetDto {
  /** The id stays as it is. */
  @ApiPropertyOptional({ example: 'Sales 2024' })
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name?: string;

  /** Null clears it. */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  description?: string | null;

  @ApiPropertyOptional(SOURCE_SCHEMA)
  @IfGiven()
  @IsObject()
  @OfKind()
  @ValidateNested()
  source?: DatasetSourceDto;

  // Fields of an answer that may come back; a changed identity is refused, the rest is ignored.
  @ApiHideProperty() @Allow() id?: unknown;
  @ApiHideProperty() @Allow() uuid?: unknown;
  @ApiHideProperty() @Allow() naturalId?: unknown;
  @ApiHideProperty() @Allow() ownerId?: unknown;
  @ApiHideProperty() @Allow() sourceKind?: unknown;
  @ApiHideProperty() @Allow() rowCount?: unknown;
  @ApiHideProperty() @Allow() columns?: unknown;
  @ApiHideProperty() @Allow() loadedAt?: unknown;
  @ApiHideProperty() @Allow() lastError?: unknown;
  @ApiHideProperty() @Allow() version?: unknown;
  @ApiHideProperty() @Allow() createdAt?: unknown;
  @ApiHideProperty() @Allow() updatedAt?: unknown;
  @ApiHideProperty() @Allow() permissions?: unknown;
  @ApiHideProperty() @Allow() _links?: unknown;
}
