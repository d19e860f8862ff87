import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';

const boolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** How to import. */
export class ImportQueryDto {
  /** A misspelt `dryRun` must not import. */
  static readonly isStrict = true;

  /** Answers the plan and changes nothing. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @Transform(boolean)
  @IsBoolean({ message: 'dryRun must be true or false' })
  dryRun?: boolean = false;

  /** Also deletes workflows that the file does not have, and takes such jobs out of theirs, disabled. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @Transform(boolean)
  @IsBoolean({ message: 'prune must be true or false' })
  prune?: boolean = false;
}

/** One step of an import. */
export class ImportStepDto {
  @ApiProperty({ enum: ['create', 'update', 'remove'] })
  action: 'create' | 'update' | 'remove';

  @ApiProperty({ enum: ['project', 'workflow', 'job'] })
  kind: 'project' | 'workflow' | 'job';

  /** Names from the outside in. */
  @ApiProperty({ example: 'sales-reports/Nightly/Daily Sales Report' })
  path: string;

  /** Fields as `{from, to}`; of `data`, `secrets` names those that were replaced. `datasets` and `actions` as in a version's diff. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { interval: { from: null, to: '0 9 * * *' } } })
  changes: Record<string, unknown>;
}

/** What an import changed, or would change. Empty steps: everything is as the file says. */
export class ImportPlanDto {
  /** Null: it would be made. */
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  projectId: string | null;

  dryRun: boolean;

  @ApiProperty({ type: [ImportStepDto] })
  plan: ImportStepDto[];
}
