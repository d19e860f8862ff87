import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import type { DatasetRows } from '../drivers/job-context.js';
import { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { DatasetIdentity } from './dataset-identity.js';
import { DatasetRowsRepository } from './dataset-rows.repository.js';
import { naturalIdOf } from './dataset-slug.js';
import { datasetNotEditable, datasetNotReadable } from './datasets.errors.js';
import { DatasetsRepository } from './datasets.repository.js';
import type { DatasetName, DatasetRecord } from './datasets.repository.js';
import { DatasetLoader } from './loading/dataset-loader.js';
import type { LoadSummary } from './loading/dataset-loader.js';

/** A dataset that somebody can read, as jobs refer to it. */
export interface ReadableDataset extends DatasetName {
  /** UUID. */
  id: string;
}

/** What other modules ask of datasets. */
@Injectable()
export class DatasetsService {
  constructor(
    private readonly access: AccessRepository,
    private readonly identity: DatasetIdentity,
    private readonly datasets: DatasetsRepository,
    private readonly rows: DatasetRowsRepository,
    private readonly loader: DatasetLoader,
  ) {}

  /**
   * The dataset that an id (slug, natural id, UUID) means to a caller; undefined when it can't read one.
   * @throws DomainError AMBIGUOUS_DATASET
   */
  async resolveReadable(idText: string, caller: Caller): Promise<ReadableDataset | undefined> {
    const found = await this.resolve(idText, { caller });
    if (!found) return undefined;
    const { level: _level, ...dataset } = found;
    return dataset;
  }

  /**
   * The same with the caller's level, and inside a transaction where there is one.
   * @throws DomainError AMBIGUOUS_DATASET
   */
  async resolve(
    idText: string,
    { caller, session }: { caller: Caller; session?: SqlSession },
  ): Promise<(ReadableDataset & { level: AccessLevel }) | undefined> {
    const found = await this.identity.find(idText, caller, session);
    if (!found?.slug) return undefined;
    const { id, slug, ownerId, name, level } = found;
    return { id, slug, ownerId, name, naturalId: naturalIdOf(ownerId, slug), level };
  }

  /** Names of datasets by UUID, whoever asks; those that are gone are absent. */
  async describeMany(ids: string[]): Promise<Map<string, DatasetName>> {
    return this.datasets.describeMany(ids);
  }

  /**
   * The rows of a dataset as they are now, for a caller that can read it; loaded first if that never happened.
   * A refresh meanwhile changes nothing for this reader.
   * @throws DomainError DATASET_NOT_READABLE, and those of DatasetLoader.refresh
   */
  async open(datasetId: string, caller: Caller): Promise<DatasetRows> {
    const found = await this.access.find('dataset', datasetId, caller);
    if (!found) throw datasetNotReadable(datasetId);
    const dataset = await this.loaded(found.id);
    const { id, name, currentLoadId, columns, rowCount } = dataset;
    if (currentLoadId === null || rowCount === null) throw datasetNotReadable(datasetId);
    const rows = this.rows.open({ loadId: currentLoadId, rowCount, name });
    return { datasetId: id, name, columns: columns ?? [], rowCount, rows };
  }

  /** @throws DomainError DATASET_NOT_READABLE when the caller can't read it */
  async assertReadable(datasetId: string, caller: Caller): Promise<void> {
    if (!(await this.access.find('dataset', datasetId, caller))) throw datasetNotReadable(datasetId);
  }

  /**
   * Loads a dataset anew with the rights of a caller, who needs EDIT on it, as for the route.
   * @throws DomainError DATASET_NOT_READABLE, DATASET_NOT_EDITABLE, AMBIGUOUS_DATASET, and those of DatasetLoader.refresh
   */
  async refreshFor(idText: string, caller: Caller, options: { signal?: AbortSignal } = {}): Promise<LoadSummary> {
    const found = await this.identity.find(idText, caller);
    if (!found) throw datasetNotReadable(idText);
    if (found.level < AccessLevel.Edit) throw datasetNotEditable(found.name);
    return this.loader.refresh(found.id, options);
  }

  private async loaded(id: string): Promise<DatasetRecord> {
    const dataset = await this.datasets.find(id);
    if (dataset?.currentLoadId === null) await this.loader.refresh(id);
    const present = dataset?.currentLoadId === null ? await this.datasets.find(id) : dataset;
    if (!present) throw datasetNotReadable(id);
    return present;
  }
}
