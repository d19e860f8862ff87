import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { pathText, replaceAt } from '../drivers/data/json-value.js';
import type { DatasetReferenceField } from '../drivers/data/dataset-references.js';
import { DriverData } from '../drivers/driver-data.js';
import { DomainError } from '../errors/domain-error.js';
import { AccessLevel } from '../sharing/access-level.js';

type Data = Record<string, unknown>;

/** Who writes; inside a transaction with its session, so that no second connection is taken while it holds one. */
export interface DataWriter {
  caller: Caller;
  session?: SqlSession;
}

/**
 * The datasets that data names for its driver. A run acts with the owner's rights, so whoever writes the data must hold
 * on them what the driver needs: nobody has a job of somebody else change what they may not change themselves.
 */
@Injectable()
export class JobDatasetReferences {
  constructor(
    private readonly driverData: DriverData,
    private readonly datasets: DatasetsService,
  ) {}

  /**
   * The data with each new dataset that was named by a bare slug, which means another one to each reader, named by its
   * natural id. What was there before stays as it is.
   * @throws DomainError `UNKNOWN_DATASET`, in the same words whether there is one or not, `AMBIGUOUS_DATASET`
   */
  async permitted(type: string, data: { after: Data; before: Data | null }, writer: DataWriter): Promise<Data> {
    const known = this.driverData.datasetReferences(type, data.before);
    const isKnown = (one: DatasetReferenceField): boolean =>
      known.some(({ value, use }) => value === one.value && use === one.use);
    const added = this.driverData.datasetReferences(type, data.after).filter((reference) => !isKnown(reference));
    if (added.length === 0) return data.after;
    const result = structuredClone(data.after);
    for (const reference of added) replaceAt(result, reference.path, await this.settled(reference, writer));
    return result;
  }

  private async settled({ path, value, use }: DatasetReferenceField, writer: DataWriter): Promise<string> {
    const needed = use === 'edit' ? AccessLevel.Edit : AccessLevel.View;
    const found = await this.datasets.resolve(value, writer);
    if (!found || found.level < needed) throw unknownDataset(pathText(path), value, use);
    return value === found.slug ? found.naturalId : value;
  }
}

function unknownDataset(path: string, value: string, use: DatasetReferenceField['use']): DomainError {
  const verb = use === 'edit' ? 'change' : 'see';
  return new DomainError(
    'impossible',
    'UNKNOWN_DATASET',
    `There is no dataset "${value}", or you can't ${verb} it. GET /api/datasets lists yours.`,
    [{ path, message: `is not a dataset you can ${verb}`, value }],
  );
}
