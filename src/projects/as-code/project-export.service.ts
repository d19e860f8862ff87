import { Injectable } from '@nestjs/common';
import { stringify } from 'yaml';
import type { Caller } from '../../auth/caller.js';
import { DatasetsService } from '../../datasets/datasets.service.js';
import type { ContentAction, JobSnapshot } from '../../jobs/job-content.js';
import type { ResolvedLink } from '../../jobs/job-dataset-links.js';
import { assertRole, uuidOf } from '../project-access.js';
import { ProjectsRepository } from '../projects.repository.js';
import { ProjectFilesRepository } from './project-files.repository.js';
import { SecretsApart } from './secrets-apart.js';

type Fields = Record<string, unknown>;
type NameOf = (datasetId: string) => string;

/** Writes projects as files. */
@Injectable()
export class ProjectExportService {
  constructor(
    private readonly projects: ProjectsRepository,
    private readonly files: ProjectFilesRepository,
    private readonly datasets: DatasetsService,
    private readonly secrets: SecretsApart,
  ) {}

  /**
   * A project with its workflows and jobs as YAML, by name; the same text as long as nothing changes. For editors, who
   * see what the drivers are told. @throws DomainError 400, 403, 404
   */
  async export(idText: string, caller: Caller): Promise<{ name: string; text: string }> {
    const id = uuidOf(idText);
    const project = await this.projects.find(id);
    assertRole(project, caller, { id, needed: 'editor' });
    const placed = await this.files.read(id);
    const nameOf = await this.datasetNames(placed.flatMap(({ jobs }) => jobs.flatMap((job) => job.content.datasets)));
    const workflows = placed.map(({ name, concurrency, jobs }) => {
      const entries = jobs.map(({ content }) => [content.name, this.job(content, nameOf)] as const);
      return [name, { ...given({ concurrency }), jobs: new Map(entries) }] as const;
    });
    const { name, description, concurrency } = project;
    const file = { version: 1, project: given({ name, description, concurrency }), workflows: new Map(workflows) };
    return {
      name,
      text: stringify(file, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false, compat: 'yaml-1.1' }),
    };
  }

  private job(content: JobSnapshot, nameOf: NameOf): Fields {
    const { type, description, notes, enabled, interval, intervalType, timezone, startOn, endOn, policies } = content;
    const links = content.datasets.map((link) => [link.alias, linkOf(link, nameOf)] as const);
    return {
      type,
      ...given({ description, notes }),
      enabled,
      ...given({ interval, intervalType }),
      timezone,
      ...given({ startOn, endOn }),
      ...sortedByKey(policies),
      data: sortedByKey(this.secrets.without(type, content.data)),
      ...(links.length > 0 ? { datasets: Object.fromEntries(links) } : {}),
      ...(content.actions.length > 0 ? { actions: content.actions.map((action) => this.action(action)) } : {}),
    };
  }

  private action({ name, type, condition, afterFailures, enabled, data }: ContentAction): Fields {
    return {
      name,
      type,
      condition,
      ...given({ afterFailures }),
      ...(enabled ? {} : { enabled }),
      data: sortedByKey(this.secrets.without(type, data)),
    };
  }

  private async datasetNames(links: ResolvedLink[]): Promise<NameOf> {
    const ids = [...new Set(links.flatMap(({ datasetId, snapshotDatasetIds }) => [datasetId, ...snapshotDatasetIds]))];
    const known = await this.datasets.describeMany(ids);
    return (id) => known.get(id)?.naturalId ?? id;
  }
}

function linkOf({ datasetId, snapshotWhen, snapshotDatasetIds }: ResolvedLink, nameOf: NameOf): unknown {
  if (!snapshotWhen) return nameOf(datasetId);
  return {
    datasetId: nameOf(datasetId),
    snapshots: { when: snapshotWhen, snapshotDatasets: snapshotDatasetIds.map(nameOf) },
  };
}

/** Null is the default of all these fields. */
function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function sortedByKey(fields: object): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)));
}
