import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';

const CONCURRENCY = 'concurrency must be a whole number from 1 to 10000, or null';
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A change of a project: what is not given stays, null clears. */
export class UpdateProjectDto {
  /** Unique in the installation. */
  @ApiPropertyOptional({ example: 'sales-reports', pattern: '^[a-z0-9-]+$', maxLength: 100 })
  @IfGiven()
  @IsString()
  @Length(1, 100)
  @Matches(/^[a-z0-9-]+$/, { message: 'name may hold only a-z, 0-9 and "-"' })
  name?: string;

  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 240 })
  @IsOptional()
  @IsString()
  @MaxLength(240)
  description?: string | null;

  /** How many runs of its jobs may be under way at once, on all nodes together; null: no limit. */
  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 10_000 })
  @IsOptional()
  @IsInt({ message: CONCURRENCY })
  @Min(1, { message: CONCURRENCY })
  @Max(10_000, { message: CONCURRENCY })
  concurrency?: number | null;

  /** A date hides the project from everybody but superusers, and disables its jobs; null brings it back. */
  @ApiPropertyOptional({ type: 'string', nullable: true, example: '2027-01-31' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  scheduledDeletion?: string | null;
}

/** A new project. Without the name: "may be left out" would be inherited. */
export class CreateProjectDto extends OmitType(UpdateProjectDto, ['name'] as const) {
  /** Unique in the installation. */
  @ApiProperty({ example: 'sales-reports', pattern: '^[a-z0-9-]+$', maxLength: 100 })
  @IsString()
  @Length(1, 100)
  @Matches(/^[a-z0-9-]+$/, { message: 'name may hold only a-z, 0-9 and "-"' })
  name: string;
}

/** A project, as changes of it answer. */
export class ProjectDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  @ApiProperty({ type: 'string', nullable: true })
  description: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  concurrency: number | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  scheduledDeletion: string | null;

  /** Counts people's edits; also the ETag. */
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  updatedAt: string;
}
