import { Injectable } from '@nestjs/common';
import { AccessLevel } from '../sharing/access-level.js';
import { naturalIdOf } from './dataset-slug.js';
import { DatasetSources } from './dataset-sources.service.js';
import type { DatasetDto, DatasetSummaryDto, SnapshotDto } from './dataset.response.dto.js';
import type { DatasetRecord } from './datasets.repository.js';
import type { SnapshotRecord } from './snapshots.repository.js';

/** Datasets as clients see them. */
@Injectable()
export class DatasetPresenter {
  constructor(private readonly sources: DatasetSources) {}

  summary(dataset: DatasetRecord, level: AccessLevel): DatasetSummaryDto {
    return summaryOf(dataset, level);
  }

  /** Source and last error may tell of hosts, paths and queries: they are for those who may change them. */
  full(dataset: DatasetRecord, level: AccessLevel): DatasetDto {
    const mayEdit = level >= AccessLevel.Edit;
    return {
      ...summaryOf(dataset, level),
      source: mayEdit ? this.sources.show(dataset.source) : { kind: dataset.source.kind },
      columns: dataset.columns,
      ...(mayEdit ? { lastError: dataset.lastError } : {}),
    };
  }

  snapshot(snapshot: SnapshotRecord): SnapshotDto {
    const { id, datasetId, jobId, runId, takenAt, rowCount, columns } = snapshot;
    const dataset = `/api/datasets/${datasetId}`;
    const self = `${dataset}/snapshots/${id}`;
    return {
      _links: { self: { href: self }, 'inf:dataset': { href: dataset }, 'inf:dataset-data': { href: `${self}/data` } },
      id,
      datasetId,
      jobId,
      runId,
      takenAt,
      rowCount,
      columns,
    };
  }
}

function summaryOf(dataset: DatasetRecord, level: AccessLevel) {
  const {
    id: uuid,
    slug,
    name,
    description,
    ownerId,
    source,
    rowCount,
    loadedAt,
    version,
    createdAt,
    updatedAt,
  } = dataset;
  const self = `/api/datasets/${uuid}`;
  return {
    _links: {
      self: { href: self },
      'inf:dataset-data': { href: `${self}/data` },
      'inf:dataset-snapshots': { href: `${self}/snapshots` },
      ...(level >= AccessLevel.Edit
        ? { 'inf:dataset-audit': { href: `${self}/audit{?limit,start}`, templated: true } }
        : {}),
      ...(level >= AccessLevel.Share ? { 'inf:dataset-shares': { href: `${self}/shares` } } : {}),
    },
    id: slug,
    uuid,
    naturalId: naturalIdOf(ownerId, slug),
    name,
    description,
    ownerId,
    sourceKind: source.kind,
    rowCount,
    loadedAt,
    version,
    createdAt,
    updatedAt,
    permissions: permissionsOf(level),
  };
}

function permissionsOf(level: AccessLevel): DatasetSummaryDto['permissions'] {
  return {
    read: level >= AccessLevel.View,
    edit: level >= AccessLevel.Edit,
    share: level >= AccessLevel.Share,
    delete: level >= AccessLevel.Owner,
  };
}
