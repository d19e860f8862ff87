import { Injectable } from '@nestjs/common';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { PageQueryDto } from '../hal/page-query.dto.js';
import { JobContentPresenter } from '../jobs/job-content.presenter.js';
import type { JobVersionRow } from '../jobs/job-versions.repository.js';
import { JobVersionsRepository } from '../jobs/job-versions.repository.js';
import { presentHead } from './version.presenter.js';
import type { JobVersionDto, JobVersionHeadDto, VersionDiffDto } from './versions.dto.js';
import { versionNotFound } from './versions.errors.js';

/** Reads the saved edits of jobs. Version numbers come as people write them. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly versions: JobVersionsRepository,
    private readonly presenter: JobContentPresenter,
  ) {}

  async page(jobId: string, { start = 0, limit = 30 }: PageQueryDto): Promise<HalPage<JobVersionHeadDto>> {
    const [heads, total] = await Promise.all([this.versions.page(jobId, { start, limit }), this.versions.total(jobId)]);
    return halPage({
      rel: 'inf:job-version',
      items: heads.map((head) => presentHead(jobId, head)),
      start,
      limit,
      total,
      path: `/api/jobs/${jobId}/versions`,
      template: ['limit', 'start'],
    });
  }

  /** @throws DomainError `VERSION_NOT_FOUND` */
  async get(jobId: string, versionText: string): Promise<JobVersionDto> {
    const row = await this.find(jobId, versionText);
    const content = {
      ...row.content,
      data: this.presenter.data(row.content),
      ...(await this.presenter.parts(row.content)),
    };
    return { ...presentHead(jobId, row), content };
  }

  /** What led to a version: from the one before it, or from any other. @throws DomainError `VERSION_NOT_FOUND` */
  async diff(jobId: string, versionText: string, against: number | undefined): Promise<VersionDiffDto> {
    const row = await this.find(jobId, versionText);
    const other =
      against === undefined
        ? await this.versions.findBefore(jobId, row.version)
        : await this.find(jobId, String(against));
    const diff = await this.presenter.diff(other?.content ?? row.content, row.content);
    return { version: row.version, against: other?.version ?? null, ...diff };
  }

  async find(jobId: string, versionText: string): Promise<JobVersionRow> {
    const number = /^\d{1,9}$/.test(versionText) ? Number(versionText) : undefined;
    const row = number === undefined ? undefined : await this.versions.find(jobId, number);
    if (!row) throw versionNotFound(jobId, versionText);
    return row;
  }
}
