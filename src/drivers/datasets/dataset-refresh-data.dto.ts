import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** Which dataset to load anew. */
export class DatasetRefreshData {
  @JSONSchema({ description: 'Id, natural id or UUID of a dataset that the job’s owner may edit' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(400)
  datasetId: string;
}
