import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { SnapshotsService } from '../datasets/snapshots.service.js';
import type { DatasetRows } from '../drivers/job-context.js';
import { DriverError } from '../drivers/job-driver.js';
import type { JobToRun } from './run-jobs.repository.js';

/** Datasets as a run may see them: with the rights that the job's owner has at that moment. */
@Injectable()
export class RunDatasets {
  constructor(
    private readonly principals: PrincipalsRepository,
    private readonly datasets: DatasetsService,
    private readonly snapshots: SnapshotsService,
  ) {}

  /** @throws DriverError `OWNER_GONE` when the owner is gone or disabled */
  async ownerOf(job: JobToRun): Promise<Caller> {
    const owner = await this.principals.callerActingFor(job.ownerId);
    if (!owner)
      throw new DriverError(
        'OWNER_GONE',
        `The job's owner ${job.ownerId} is gone or disabled. Give the job another owner.`,
        true,
      );
    return owner;
  }

  /** @throws DriverError `DATASET_NOT_LINKED`; DomainError when the owner can't read the dataset */
  async open(job: JobToRun, alias: string): Promise<DatasetRows> {
    const link = job.links.find((candidate) => candidate.alias === alias);
    if (!link) {
      const known = job.links.map((candidate) => candidate.alias).join(', ') || 'none';
      throw new DriverError('DATASET_NOT_LINKED', `The job reads no dataset as "${alias}" (linked: ${known}).`, true);
    }
    return this.datasets.open(link.datasetId, await this.ownerOf(job));
  }

  /** Freezes what the job's links ask for before or after the driver; each dataset once. Returns how many. */
  async takeSnapshots(job: JobToRun, when: 'before' | 'after', runId: string): Promise<number> {
    const wanted = job.links.filter((link) => link.snapshotWhen === when).flatMap((link) => link.snapshotDatasetIds);
    const ids = [...new Set(wanted)];
    if (ids.length === 0) return 0;
    const owner = await this.ownerOf(job);
    for (const id of ids) {
      if (!(await this.datasets.resolveReadable(id, owner)))
        throw new DriverError(
          'DATASET_NOT_READABLE',
          `The job's owner ${job.ownerId} can't read the dataset ${id} any more.`,
          true,
        );
      await this.snapshots.take(id, { jobId: job.id, runId });
    }
    return ids.length;
  }
}
