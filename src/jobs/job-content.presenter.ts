import { Injectable } from '@nestjs/common';
import { DatasetsService } from '../datasets/datasets.service.js';
import { DriverData } from '../drivers/driver-data.js';
import type { ContentAction, JobParts, JobSnapshot } from './job-content.js';
import { actionsDiff, changedFields, dataChange, datasetsDiff, isReordered } from './job-content-diff.js';
import type {
  ActionsDiffDto,
  ContentActionDto,
  ContentDiffDto,
  ContentLinkDto,
  LinksDiffDto,
} from './job-content.dto.js';
import type { ResolvedLink } from './job-dataset-links.js';

type Show = (id: string) => string;

/** Content and differences as those may see them who may edit the job: secrets masked, datasets by their ids. */
@Injectable()
export class JobContentPresenter {
  constructor(
    private readonly driverData: DriverData,
    private readonly datasets: DatasetsService,
  ) {}

  /** What the job's driver is told. */
  data({ type, data }: JobSnapshot): Record<string, unknown> {
    return this.driverData.forPeople(type, data);
  }

  async parts(parts: JobParts): Promise<{ datasets: ContentLinkDto[]; actions: ContentActionDto[] }> {
    const show = await this.datasetNames(parts.datasets);
    return {
      datasets: parts.datasets.map((link) => presentLink(link, show)),
      actions: parts.actions.map((action) => this.action(action)),
    };
  }

  /** What leads from one state of a job to another. */
  async diff(before: JobSnapshot, after: JobSnapshot): Promise<ContentDiffDto> {
    return {
      changes: changedFields(before, after, (data) => this.driverData.forPeople(after.type, data)),
      datasets: await this.links(before.datasets, after.datasets),
      actions: this.actions(before.actions, after.actions),
    };
  }

  private async links(before: ResolvedLink[], after: ResolvedLink[]): Promise<LinksDiffDto> {
    const { added, removed, changed } = datasetsDiff(before, after);
    const show = await this.datasetNames([...before, ...after]);
    return {
      added: added.map((link) => presentLink(link, show)),
      removed: removed.map((link) => presentLink(link, show)),
      changed: changed.map(({ from, to }) => ({ from: presentLink(from, show), to: presentLink(to, show) })),
    };
  }

  private actions(before: ContentAction[], after: ContentAction[]): ActionsDiffDto {
    const { added, removed, changed } = actionsDiff(before, after);
    return {
      added: added.map((action) => this.action(action)),
      removed: removed.map((action) => this.action(action)),
      changed: changed.map(({ from, to }) => ({
        from: this.action(from),
        to: this.action(to),
        ...this.replacedSecrets(from, to),
      })),
      ...(isReordered(before, after) ? { reordered: true } : {}),
    };
  }

  private replacedSecrets(from: ContentAction, to: ContentAction): { secrets?: string[] } {
    if (from.type !== to.type) return {};
    const { secrets } = dataChange(from.data, to.data, (data) => this.driverData.forPeople(to.type, data));
    return secrets ? { secrets } : {};
  }

  private action({ attachments, ...action }: ContentAction): ContentActionDto {
    return {
      ...action,
      data: this.driverData.forPeople(action.type, action.data),
      attachments: attachments.map(({ id, type, name, data }) => ({ id, type, name, data })),
    };
  }

  private async datasetNames(links: ResolvedLink[]): Promise<Show> {
    const ids = [...new Set(links.flatMap((link) => [link.datasetId, ...link.snapshotDatasetIds]))];
    const known = ids.length > 0 ? await this.datasets.describeMany(ids) : new Map<string, { slug: string }>();
    return (id) => known.get(id)?.slug ?? id;
  }
}

function presentLink({ alias, datasetId, snapshotWhen, snapshotDatasetIds }: ResolvedLink, show: Show): ContentLinkDto {
  return {
    alias,
    datasetId: show(datasetId),
    snapshots: snapshotWhen && {
      when: snapshotWhen,
      snapshotDatasets: snapshotDatasetIds.map((id) => ({ datasetId: show(id) })),
    },
  };
}
