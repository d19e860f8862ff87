import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import type { Accessible } from '../sharing/access.repository.js';
import { DatasetListRepository } from './dataset-list.repository.js';
import { DatasetPresenter } from './dataset.presenter.js';
import type { DatasetListQueryDto } from './dataset-query.dto.js';
import type { DatasetDto, DatasetSummaryDto } from './dataset.response.dto.js';
import { datasetGone } from './datasets.errors.js';
import { DatasetsRepository } from './datasets.repository.js';
import type { DatasetRecord } from './datasets.repository.js';

/** Reads datasets for clients, with what the caller may do. */
@Injectable()
export class DatasetViews {
  constructor(
    private readonly datasets: DatasetsRepository,
    private readonly lists: DatasetListRepository,
    private readonly access: AccessRepository,
    private readonly presenter: DatasetPresenter,
  ) {}

  async list(query: DatasetListQueryDto, caller: Caller): Promise<HalPage<DatasetSummaryDto>> {
    const { q, sort = 'name', limit = 30, start = 0 } = query;
    const { datasets, total, totalExact } = await this.lists.list({ q, sort, limit, start }, caller);
    const levels = await this.access.levels(
      'dataset',
      datasets.map((dataset) => dataset.id),
      caller,
    );
    return halPage({
      rel: 'inf:dataset',
      items: datasets.map((dataset) => this.presenter.summary(dataset, levels.get(dataset.id) ?? AccessLevel.View)),
      start,
      limit,
      total,
      totalExact,
      path: '/api/datasets',
      template: ['sort', 'limit', 'start', 'q'],
      query: { q, sort },
    });
  }

  /** A dataset that the access guard found. @throws DomainError DATASET_NOT_FOUND when it was deleted meanwhile */
  async found({ id, level }: Accessible): Promise<DatasetDto> {
    const dataset = await this.datasets.find(id);
    if (!dataset) throw datasetGone(id);
    return this.presenter.full(dataset, level);
  }

  async one(dataset: DatasetRecord, caller: Caller): Promise<DatasetDto> {
    const levels = await this.access.levels('dataset', [dataset.id], caller);
    return this.presenter.full(dataset, levels.get(dataset.id) ?? AccessLevel.View);
  }

  full(dataset: DatasetRecord, level: AccessLevel): DatasetDto {
    return this.presenter.full(dataset, level);
  }
}
