import { OmitType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { PostJobActionDto } from '../../actions/job-action.dto.js';
import { JobFieldsDto } from '../../jobs/job-fields.dto.js';
import { IfGiven } from '../../jobs/optional.decorator.js';
import { CreateProjectDto } from '../project.dto.js';
import { CreateWorkflowDto } from '../workflows/workflow.dto.js';

/** The outermost level of a project's file. */
export class ProjectFileDto {
  /** Of the file's form. */
  @IfGiven()
  @IsIn([1], { message: 'version must be 1' })
  version?: number;

  @IsObject()
  project: Record<string, unknown>;

  /** By name. */
  @IsOptional()
  @IsObject()
  workflows?: Record<string, unknown> | null;
}

/** The project itself. */
export class FileProjectDto extends OmitType(CreateProjectDto, ['scheduledDeletion'] as const) {}

/** A workflow; its name is its key. */
export class FileWorkflowDto extends PickType(CreateWorkflowDto, ['name', 'concurrency'] as const) {
  /** By name. */
  @IsOptional()
  @IsObject()
  jobs?: Record<string, unknown> | null;
}

/** A follow-up step; their order is that of the list. */
export class FileActionDto extends OmitType(PostJobActionDto, ['index', 'name'] as const) {
  /** Finds the step again when the file is imported once more. */
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name: string;
}

/** A job; its name is its key. What is left out has its default. */
export class FileJobDto extends OmitType(JobFieldsDto, ['workflowId', 'lockedAt'] as const) {
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name: string;

  @IsString()
  @MaxLength(100)
  type: string;

  /** Dataset links by alias, as in `POST /api/jobs`. */
  @IfGiven()
  @IsObject()
  datasets?: Record<string, unknown>;

  @IfGiven()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FileActionDto)
  actions?: FileActionDto[];
}
