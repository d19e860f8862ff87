import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateIf } from 'class-validator';

const CONCURRENCY = 'concurrency must be a whole number from 1 to 10000, or null';
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A change of a workflow: what is not given stays, null clears. */
export class UpdateWorkflowDto {
  /** Unique in its project. */
  @ApiPropertyOptional({ example: 'Nightly reports', maxLength: 255 })
  @IfGiven()
  @IsString()
  @Length(1, 255)
  @Matches(/\S/, { message: 'name must not be blank' })
  name?: string;

  /** How many runs of its jobs may be under way at once, on all nodes together; null: no limit. */
  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 10_000 })
  @IsOptional()
  @IsInt({ message: CONCURRENCY })
  @Min(1, { message: CONCURRENCY })
  @Max(10_000, { message: CONCURRENCY })
  concurrency?: number | null;

  /** The project it is in; may come back unchanged. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IfGiven()
  @IsUUID('all', { message: 'projectId must be a UUID' })
  projectId?: string;
}

/** A new workflow. Without these two: "may be left out" would be inherited. */
export class CreateWorkflowDto extends OmitType(UpdateWorkflowDto, ['name', 'projectId'] as const) {
  /** Unique in its project. */
  @ApiProperty({ example: 'Nightly reports', maxLength: 255 })
  @IsString()
  @Length(1, 255)
  @Matches(/\S/, { message: 'name must not be blank' })
  name: string;

  /** The project it is made in. */
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'projectId must be a UUID' })
  projectId: string;
}

/** A workflow, as changes of it answer. */
export class WorkflowDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  projectId: string;

  name: string;

  @ApiProperty({ type: 'integer', nullable: true })
  concurrency: number | null;

  /** Counts people's edits; also the ETag. */
  @ApiProperty({ type: 'integer' })
  lockVersion: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  updatedAt: string;
}
