import { DatasetLoader } from '../../datasets/loading/dataset-loader.js';
import type { DriverResult, JobContext } from '../job-context.js';
import { JobDriver } from '../job-driver.js';
import type { JobDriverHandler } from '../job-driver.js';
import { DatasetRefreshData } from './dataset-refresh-data.dto.js';
import { EditableDataset } from './editable-dataset.js';

/** Loads a dataset anew from its source; a failure or an abort leaves the rows it has. */
@JobDriver({
  type: 'dataset-refresh',
  title: 'Refresh a dataset',
  description: 'Loads a dataset anew from its source, with the rights of the job’s owner.',
  data: DatasetRefreshData,
})
export class DatasetRefreshDriver implements JobDriverHandler<DatasetRefreshData> {
  constructor(
    private readonly editable: EditableDataset,
    private readonly loader: DatasetLoader,
  ) {}

  async run({ job, signal, log }: JobContext<DatasetRefreshData>): Promise<DriverResult> {
    const dataset = await this.editable.find(job.data.datasetId, job);
    const { rowCount } = await this.loader.refresh(dataset.id, { signal });
    log(`${dataset.naturalId} has ${rowCount} rows.`);
    return { data: { datasetId: dataset.naturalId, rowCount } };
  }
}
