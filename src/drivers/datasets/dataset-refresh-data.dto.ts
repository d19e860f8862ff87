import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { DatasetReference } from '../dataset-reference.decorator.js';

/** Which dataset to load anew. */
export class DatasetRefreshData {
  @JSONSchema({ description: 'Id, natural id or UUID of a dataset that both its writer and the job’s owner may edit' })
  @DatasetReference('edit')
  @IsString()
  @IsNotEmpty()
  @MaxLength(400)
  datasetId: string;
}
