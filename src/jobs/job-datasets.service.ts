import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { DomainError } from '../errors/domain-error.js';
import type { JobDatasetDto, PutJobDatasetDto } from './job-dataset.dto.js';
import { JobDatasetLinks } from './job-dataset-links.js';
import type { JobDatasetRow } from './job-datasets.repository.js';
import { JobDatasetsRepository } from './job-datasets.repository.js';
import { JobStore } from './job-store.js';

/** Which datasets a job reads, and what is frozen around its runs. */
@Injectable()
export class JobDatasetsService {
  constructor(
    private readonly sql: Sql,
    private readonly repository: JobDatasetsRepository,
    private readonly links: JobDatasetLinks,
    private readonly datasets: DatasetsService,
    private readonly store: JobStore,
  ) {}

  async list(jobId: string): Promise<JobDatasetDto[]> {
    const rows = await this.repository.list(jobId);
    const ids = rows.flatMap((row) => [row.datasetId, ...row.snapshotDatasetIds]);
    const known =
      ids.length > 0 ? await this.datasets.describeMany([...new Set(ids)]) : new Map<string, { slug: string }>();
    const shown = (id: string): string => known.get(id)?.slug ?? id;
    return rows.map((row) => present(row, shown));
  }

  /** @throws DomainError `DATASET_LINK_NOT_FOUND` */
  async get(jobId: string, alias: string): Promise<JobDatasetDto> {
    const link = (await this.list(jobId)).find((candidate) => candidate.alias === alias);
    if (!link) throw absentAlias(alias);
    return link;
  }

  /** @throws DomainError `ALIAS_TAKEN`, `UNKNOWN_DATASET` */
  async add(jobId: string, alias: string, body: PutJobDatasetDto, caller: Caller): Promise<JobDatasetDto> {
    const link = await this.links.resolve(alias, linkOf(body), caller);
    await this.edit(jobId, caller, async (session) => {
      if (await this.repository.add(session, jobId, link)) return;
      throw new DomainError(
        'conflict',
        'ALIAS_TAKEN',
        `The job already reads a dataset as "${alias}". PUT …/datasets/${alias} changes it.`,
      );
    });
    return this.get(jobId, alias);
  }

  /** @throws DomainError `DATASET_LINK_NOT_FOUND`, `UNKNOWN_DATASET` */
  async change(jobId: string, alias: string, body: PutJobDatasetDto, caller: Caller): Promise<JobDatasetDto> {
    await this.get(jobId, alias);
    const link = await this.links.resolve(alias, linkOf(body), caller);
    await this.edit(jobId, caller, async (session) => {
      if (!(await this.repository.change(session, jobId, link))) throw absentAlias(alias);
    });
    return this.get(jobId, alias);
  }

  async remove(jobId: string, alias: string, caller: Caller): Promise<void> {
    await this.edit(jobId, caller, async (session) => {
      if (!(await this.repository.remove(session, jobId, alias))) throw absentAlias(alias);
    });
  }

  private async edit(jobId: string, caller: Caller, work: (session: SqlSession) => Promise<void>): Promise<void> {
    const change = { jobId, actorId: caller.userId, action: 'job.datasetsChanged' };
    await this.sql.transaction((session) => this.store.changeParts(session, change, () => work(session)));
  }
}

function linkOf(body: PutJobDatasetDto): Record<string, unknown> {
  return { datasetId: body.datasetId, ...(body.snapshots ? { snapshots: { ...body.snapshots } } : {}) };
}

function present(row: JobDatasetRow, shown: (id: string) => string): JobDatasetDto {
  const self = `/api/jobs/${row.jobId}/datasets/${row.alias}`;
  return {
    _links: { self: { href: self }, 'inf:dataset': { href: `/api/datasets/${row.datasetId}` } },
    alias: row.alias,
    jobId: row.jobId,
    datasetId: shown(row.datasetId),
    index: row.index,
    snapshots: row.snapshotWhen && {
      when: row.snapshotWhen,
      snapshotDatasets: row.snapshotDatasetIds.map((id) => ({ datasetId: shown(id) })),
    },
  };
}

function absentAlias(alias: string): DomainError {
  return new DomainError('absent', 'DATASET_LINK_NOT_FOUND', `The job reads no dataset as "${alias}".`);
}
