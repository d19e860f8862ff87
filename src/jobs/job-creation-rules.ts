import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { CreateJobDto } from './create-job.dto.js';
import type { ResolvedLink } from './job-dataset-links.js';
import { JobData } from './job-data.js';
import { JobDatasetLinks } from './job-dataset-links.js';

/** What must hold before a job is written: its driver exists, its data fits, its datasets can be read. */
@Injectable()
export class JobCreationRules {
  constructor(
    private readonly jobData: JobData,
    private readonly links: JobDatasetLinks,
  ) {}

  /** @throws DomainError `DRIVER_RESTRICTED`, `UNKNOWN_DRIVER`, `DRIVER_DATA_INVALID`, `UNKNOWN_DATASET` */
  async check(
    body: CreateJobDto,
    caller: Caller,
  ): Promise<{ data: Record<string, unknown>; links: ResolvedLink[]; warnings: string[] }> {
    const data = await this.jobData.prepare(body.type, { given: body.data ?? {}, stored: null }, { caller });
    const links = await this.links.resolveAll(body.datasets ?? {}, caller);
    return { data, links, warnings: await this.jobData.missing(body.type, data) };
  }

  /** What a run would miss, of a job that was made from this body before. */
  missing(body: CreateJobDto): Promise<string[]> {
    return this.jobData.missing(body.type, body.data ?? {});
  }
}
