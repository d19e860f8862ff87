import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { DatasetLoadsRepository } from './dataset-loads.repository.js';
import { isUuid } from './dataset-slug.js';
import { datasetGone, snapshotGone } from './datasets.errors.js';
import { DatasetLoader } from './loading/dataset-loader.js';
import { SnapshotsRepository } from './snapshots.repository.js';
import type { SnapshotOrigin, SnapshotRecord } from './snapshots.repository.js';

/** Datasets frozen at an instant. Access is decided by whoever calls. */
@Injectable()
export class SnapshotsService {
  constructor(
    private readonly sql: Sql,
    private readonly snapshots: SnapshotsRepository,
    private readonly loads: DatasetLoadsRepository,
    private readonly loader: DatasetLoader,
  ) {}

  /**
   * Freezes the rows of now: one row, nothing is copied. A dataset that was never loaded is loaded first.
   * @throws DomainError DATASET_NOT_FOUND, and those of DatasetLoader.refresh
   */
  async take(datasetId: string, origin: SnapshotOrigin & { signal?: AbortSignal } = {}): Promise<SnapshotRecord> {
    const taken = await this.snapshots.take(datasetId, origin);
    if (taken) return taken;
    await this.loader.refresh(datasetId, { signal: origin.signal });
    const second = await this.snapshots.take(datasetId, origin);
    if (!second) throw datasetGone(datasetId);
    return second;
  }

  async list(
    datasetId: string,
    page: { limit: number; start: number },
  ): Promise<{ snapshots: SnapshotRecord[]; total: number }> {
    return { snapshots: await this.snapshots.list(datasetId, page), total: await this.snapshots.count(datasetId) };
  }

  /** @throws DomainError SNAPSHOT_NOT_FOUND */
  async get(datasetId: string, snapshotId: string): Promise<SnapshotRecord> {
    const snapshot = isUuid(snapshotId) ? await this.snapshots.find(datasetId, snapshotId) : undefined;
    if (!snapshot) throw snapshotGone(snapshotId);
    return snapshot;
  }

  /** Deletes a snapshot, and its rows if nothing else points to them. @throws DomainError SNAPSHOT_NOT_FOUND */
  async delete(datasetId: string, snapshotId: string): Promise<void> {
    if (!isUuid(snapshotId)) throw snapshotGone(snapshotId);
    await this.sql.transaction(async (session) => {
      const loadId = await this.snapshots.delete(session, datasetId, snapshotId);
      if (!loadId) throw snapshotGone(snapshotId);
      await this.loads.deleteUnused(loadId, session);
    });
  }
}
