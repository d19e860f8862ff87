import { Injectable } from '@nestjs/common';
import { PrincipalsRepository } from '../../auth/principals.repository.js';
import { DatasetsService } from '../../datasets/datasets.service.js';
import type { ReadableDataset } from '../../datasets/datasets.service.js';
import { AccessLevel } from '../../sharing/access-level.js';
import { AccessRepository } from '../../sharing/access.repository.js';
import type { JobView } from '../job-context.js';
import { DriverError } from '../job-driver.js';

/** The datasets that drivers change: decided anew for each run, by the rights that the job's owner has at that moment. */
@Injectable()
export class EditableDataset {
  constructor(
    private readonly principals: PrincipalsRepository,
    private readonly datasets: DatasetsService,
    private readonly access: AccessRepository,
  ) {}

  /** @throws DriverError OWNER_GONE, DATASET_NOT_FOUND, DATASET_NOT_EDITABLE; DomainError AMBIGUOUS_DATASET */
  async find(idText: string, job: JobView<unknown>): Promise<ReadableDataset> {
    const owner = await this.principals.callerActingFor(job.ownerId);
    if (!owner)
      throw new DriverError(
        'OWNER_GONE',
        `The job's owner ${job.ownerId} is gone or disabled. Give the job another owner.`,
        true,
      );
    const dataset = await this.datasets.resolveReadable(idText, owner);
    if (!dataset)
      throw new DriverError(
        'DATASET_NOT_FOUND',
        `There is no dataset "${idText}" that the job's owner ${job.ownerId} can see. Mend data.datasetId.`,
        true,
      );
    const level = (await this.access.levels('dataset', [dataset.id], owner)).get(dataset.id) ?? AccessLevel.None;
    if (level >= AccessLevel.Edit) return dataset;
    throw new DriverError(
      'DATASET_NOT_EDITABLE',
      `The job's owner ${job.ownerId} may see the dataset "${dataset.name}" but not change it. Ask its owner ${dataset.ownerId} for EDIT.`,
      true,
    );
  }
}
