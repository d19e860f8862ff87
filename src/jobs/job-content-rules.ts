import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { AccessRepository } from '../sharing/access.repository.js';
import type { JobContent, JobParts } from './job-content.js';
import { isSame } from './job-content-diff.js';
import type { ResolvedLink } from './job-dataset-links.js';
import { JobPermissions } from './job-permissions.js';

/** Content with what its taker may not link taken out. */
export interface PermittedContent<Content> {
  content: Content;
  /** What was left out, one sentence each. */
  warnings: string[];
}

/** Rules for content that comes from elsewhere (a draft, a version, another job): the same as if it were typed in. */
@Injectable()
export class JobContentRules {
  constructor(
    private readonly permissions: JobPermissions,
    private readonly access: AccessRepository,
    private readonly datasets: DatasetsService,
  ) {}

  /**
   * What of a restricted driver is new needs the permission for that driver; what the job has already may stay.
   * @throws DomainError `DRIVER_RESTRICTED`
   */
  assertMayUseDrivers(type: string, content: JobContent, present: JobContent | undefined, caller: Caller): void {
    if (!present || !isSame(content.data, present.data)) this.permissions.assertMayUseDriver(type, caller);
    const known = new Map(present?.actions.map((action) => [action.id, action]));
    for (const action of content.actions) {
      const before = known.get(action.id);
      if (before?.type !== action.type || !isSame(before.data, action.data))
        this.permissions.assertMayUseDriver(action.type, caller);
    }
  }

  /** Datasets of the links that the caller can read. Not for use inside a transaction: it takes a connection of its own. */
  async readableDatasets({ datasets }: JobParts, caller: Caller): Promise<ReadonlySet<string>> {
    const ids = [...new Set(datasets.flatMap(datasetIds))];
    if (ids.length === 0) return new Set();
    // A superuser's level says nothing about existence, so what is gone is asked for apart.
    const [levels, existing] = await Promise.all([
      this.access.levels('dataset', ids, caller),
      this.datasets.describeMany(ids),
    ]);
    return new Set(ids.filter((id) => levels.has(id) && existing.has(id)));
  }
}

/** Leaves out the links that the job does not have already and whose datasets are not readable. */
export function withPermittedLinks<Content extends JobParts>(
  content: Content,
  present: JobParts | undefined,
  readable: ReadonlySet<string>,
): PermittedContent<Content> {
  const isPresent = (link: ResolvedLink): boolean => present?.datasets.some((other) => isSame(other, link)) ?? false;
  const isPermitted = (link: ResolvedLink): boolean =>
    isPresent(link) || datasetIds(link).every((id) => readable.has(id));
  return {
    content: { ...content, datasets: content.datasets.filter(isPermitted) },
    warnings: content.datasets
      .filter((link) => !isPermitted(link))
      .map(({ alias }) => `The dataset link "${alias}" is left out: its dataset is gone, or you can't see it.`),
  };
}

function datasetIds({ datasetId, snapshotDatasetIds }: ResolvedLink): string[] {
  return [datasetId, ...snapshotDatasetIds];
}
