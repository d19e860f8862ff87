import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import { DomainError } from '../../errors/domain-error.js';
import { DatasetLoadsRepository } from '../dataset-loads.repository.js';
import type { DatasetSource } from '../dataset-source.js';
import { datasetGone } from '../datasets.errors.js';
import { DatasetsRepository } from '../datasets.repository.js';
import { LOAD_LIMITS } from './load-limits.js';
import { loadAborted, sourceChanged } from './loading.errors.js';
import { RowIntake } from './row-intake.js';
import { RowWriter } from './row-writer.js';
import { SourceOpener } from './source-opener.js';

/** What a refresh brought. */
export interface LoadSummary {
  rowCount: number;
  columns: string[];
}

/**
 * Loads a dataset anew from its source, streamed. Until the last step the old rows are the dataset's rows; a failure, an
 * abort or a crash leaves them. Two refreshes at once each load rows of their own; the last to finish wins.
 */
@Injectable()
export class DatasetLoader {
  constructor(
    private readonly sql: Sql,
    private readonly datasets: DatasetsRepository,
    private readonly loads: DatasetLoadsRepository,
    private readonly sources: SourceOpener,
  ) {}

  /**
   * Inline datasets have nothing to load from: their rows stay as they are.
   * @throws DomainError DATASET_GONE, LOAD_ABORTED, DATASET_SOURCE_CHANGED, SOURCE_* and OUTBOUND_*
   */
  async refresh(datasetId: string, { signal }: { signal?: AbortSignal } = {}): Promise<LoadSummary> {
    const dataset = await this.datasets.find(datasetId);
    if (!dataset) throw datasetGone(datasetId);
    if (dataset.source.kind === 'inline') return { rowCount: dataset.rowCount ?? 0, columns: dataset.columns ?? [] };
    const loadId = await this.loads.begin(datasetId);
    if (!loadId) throw datasetGone(datasetId);
    try {
      const summary = await this.fill(loadId, dataset.source, signal);
      const load = { id: loadId, ...summary, source: dataset.source };
      if (!(await this.sql.transaction((session) => this.loads.adopt(session, datasetId, load))))
        throw sourceChanged(dataset.name);
      await this.loads.deleteOldRetired(datasetId).catch(() => undefined);
      return summary;
    } catch (error) {
      throw await this.afterFailure(datasetId, loadId, signal?.aborted ? loadAborted() : error);
    }
  }

  private async fill(loadId: string, source: DatasetSource, signal: AbortSignal | undefined): Promise<LoadSummary> {
    if (signal?.aborted) throw loadAborted();
    const intake = new RowIntake(LOAD_LIMITS);
    const writer = new RowWriter(this.sql, loadId);
    for await (const row of this.sources.open(source, signal)) {
      if (signal?.aborted) throw loadAborted();
      intake.accept(row);
      if (row.json !== undefined) await writer.add(row.json);
    }
    await writer.flush();
    return { rowCount: intake.rowCount, columns: intake.columns };
  }

  /** Tidies up as far as it can; what remains is swept. */
  private async afterFailure(datasetId: string, loadId: string, error: unknown): Promise<unknown> {
    await this.loads.deleteUnused(loadId).catch(() => undefined);
    if (error instanceof DomainError && error.code !== 'LOAD_ABORTED' && error.code !== 'DATASET_SOURCE_CHANGED')
      await this.loads.recordFailure(datasetId, error).catch(() => undefined);
    return error;
  }
}
