import { Injectable } from '@nestjs/common';
import { DatasetsService } from '../datasets/datasets.service.js';
import { DomainError } from '../errors/domain-error.js';
import type { JobDatasetDto, PutJobDatasetDto } from './job-dataset.dto.js';
import { JobDatasetLinks } from './job-dataset-links.js';
import type { JobDatasetRow } from './job-datasets.repository.js';
import { JobDatasetsRepository } from './job-datasets.repository.js';
import type { JobEditRequest } from './job-edit-request.js';
import { JobPartEdits } from './job-part-edits.js';

const EDIT = 'job.datasetsChanged';

/** Which datasets a job reads, and what is frozen around its runs. */
@Injectable()
export class JobDatasetsService {
  constructor(
    private readonly repository: JobDatasetsRepository,
    private readonly links: JobDatasetLinks,
    private readonly datasets: DatasetsService,
    private readonly edits: JobPartEdits,
  ) {}

  async list(jobId: string): Promise<JobDatasetDto[]> {
    return this.present(await this.repository.list(jobId));
  }

  /** Links as people see them: datasets by their slugs. */
  async present(rows: JobDatasetRow[]): Promise<JobDatasetDto[]> {
    const ids = rows.flatMap((row) => [row.datasetId, ...row.snapshotDatasetIds]);
    const known =
      ids.length > 0 ? await this.datasets.describeMany([...new Set(ids)]) : new Map<string, { slug: string }>();
    const shown = (id: string): string => known.get(id)?.slug ?? id;
    return rows.map((row) => presentLink(row, shown));
  }

  /** @throws DomainError `DATASET_LINK_NOT_FOUND` */
  async get(jobId: string, alias: string): Promise<JobDatasetDto> {
    const link = (await this.list(jobId)).find((candidate) => candidate.alias === alias);
    if (!link) throw absentAlias(alias);
    return link;
  }

  /** @throws DomainError `ALIAS_TAKEN`, `UNKNOWN_DATASET`, `VERSION_MISMATCH` */
  async add(edit: JobEditRequest, alias: string, body: PutJobDatasetDto): Promise<JobDatasetDto> {
    const { job, caller } = edit;
    const link = await this.links.resolve(alias, linkOf(body), caller);
    await this.edits.apply(EDIT, edit, async (session) => {
      if (await this.repository.add(session, job.id, link)) return;
      throw new DomainError(
        'conflict',
        'ALIAS_TAKEN',
        `The job already reads a dataset as "${alias}". PUT …/datasets/${alias} changes it.`,
      );
    });
    return this.get(job.id, alias);
  }

  /** @throws DomainError `DATASET_LINK_NOT_FOUND`, `UNKNOWN_DATASET`, `VERSION_MISMATCH` */
  async change(edit: JobEditRequest, alias: string, body: PutJobDatasetDto): Promise<JobDatasetDto> {
    const { job, caller } = edit;
    await this.get(job.id, alias);
    const link = await this.links.resolve(alias, linkOf(body), caller);
    await this.edits.apply(EDIT, edit, async (session) => {
      if (!(await this.repository.change(session, job.id, link))) throw absentAlias(alias);
    });
    return this.get(job.id, alias);
  }

  /** @throws DomainError `DATASET_LINK_NOT_FOUND`, `VERSION_MISMATCH` */
  async remove(edit: JobEditRequest, alias: string): Promise<void> {
    await this.edits.apply(EDIT, edit, async (session) => {
      if (!(await this.repository.remove(session, edit.job.id, alias))) throw absentAlias(alias);
    });
  }
}

function linkOf(body: PutJobDatasetDto): Record<string, unknown> {
  return { datasetId: body.datasetId, ...(body.snapshots ? { snapshots: { ...body.snapshots } } : {}) };
}

function presentLink(row: JobDatasetRow, shown: (id: string) => string): JobDatasetDto {
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
