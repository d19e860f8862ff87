import { IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { DatasetReference } from '../dataset-reference.decorator.js';

/** Which snapshots of a dataset may go. With both limits, only those beyond both. */
export class SnapshotCleanupData {
  @JSONSchema({ description: 'Id, natural id or UUID of a dataset that both its writer and the job’s owner may edit' })
  @DatasetReference('edit')
  @IsString()
  @IsNotEmpty()
  @MaxLength(400)
  datasetId: string;

  @JSONSchema({ description: 'How many of the latest snapshots stay in any case' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  keep?: number;

  @JSONSchema({ description: 'Snapshots younger than this stay in any case' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(36_500)
  olderThanDays?: number;
}
