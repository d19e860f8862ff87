import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { AccessRepository } from '../sharing/access.repository.js';
import type { ContentAction, JobContent, JobParts } from './job-content.js';
import { isSame } from './job-content-diff.js';
import { JobDatasetReferences } from './job-dataset-references.js';
import type { DataWriter } from './job-dataset-references.js';
import type { ResolvedLink } from './job-dataset-links.js';
import { JobPermissions } from './job-permissions.js';

/** Content with what its taker may not link taken out. */
export interface PermittedContent<Content> {
  content: Content;
  /** What was left out, one sentence each. */
  warnings: string[];
}

/** A driver and what it is told. */
type Told = Pick<ContentAction, 'type' | 'data'>;

/** Rules for content that comes from elsewhere (a draft, a version, another job): the same as if it were typed in. */
@Injectable()
export class JobContentRules {
  constructor(
    private readonly permissions: JobPermissions,
    private readonly access: AccessRepository,
    private readonly datasets: DatasetsService,
    private readonly references: JobDatasetReferences,
  ) {}

  /**
   * What of a restricted driver is new needs the permission for that driver, and a dataset that is new to the data EDIT
   * on it where the driver changes it; what the job has already may stay.
   * @returns the content, datasets named as they would be when typed in. @throws DomainError `DRIVER_RESTRICTED`, `UNKNOWN_DATASET`
   */
  async permitted<Content extends JobContent>(
    type: string,
    { content, present }: { content: Content; present: JobContent | undefined },
    writer: DataWriter,
  ): Promise<Content> {
    const data = await this.permittedData(
      { type, data: content.data },
      present && { type, data: present.data },
      writer,
    );
    const known = new Map(present?.actions.map((action) => [action.id, action]));
    const actions: ContentAction[] = [];
    for (const action of content.actions)
      actions.push({ ...action, data: await this.permittedData(action, known.get(action.id), writer) });
    return { ...content, data, actions };
  }

  private async permittedData(after: Told, told: Told | undefined, writer: DataWriter): Promise<Told['data']> {
    const before = told?.type === after.type ? told.data : null;
    if (before && isSame(before, after.data)) return after.data;
    this.permissions.assertMayUseDriver(after.type, writer.caller);
    return this.references.permitted(after.type, { after: after.data, before }, writer);
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
