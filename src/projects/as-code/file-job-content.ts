import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { afterFailuresUnfit } from '../../actions/actions.errors.js';
import type { Caller } from '../../auth/caller.js';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import { DriverData } from '../../drivers/driver-data.js';
import { isSame } from '../../jobs/job-content-diff.js';
import { withContent } from '../../jobs/job-content.js';
import type { ContentAction, JobSnapshot } from '../../jobs/job-content.js';
import { JobData } from '../../jobs/job-data.js';
import type { DataWriter } from '../../jobs/job-dataset-references.js';
import type { ResolvedLink } from '../../jobs/job-dataset-links.js';
import { withFields } from '../../jobs/job-field-changes.js';
import { DEFAULT_POLICIES } from '../../jobs/job-policies.js';
import { at } from './file-places.js';
import type { FileActionDto, FileJobDto } from './project-file.dto.js';
import { SecretsApart } from './secrets-apart.js';

type Data = Record<string, unknown>;

/** A job of a file, with its dataset links as this installation knows them. */
export interface FileJob {
  fields: FileJobDto;
  links: ResolvedLink[];
  /** What it becomes if it is new, where that was found out already; in no workflow yet. */
  whenNew?: NewContent;
}

/** The content of a job that is about to be made: before the file has its say, and after. */
export interface NewContent {
  before: JobSnapshot;
  after: JobSnapshot;
}

const DEFAULTS = {
  description: null,
  notes: null,
  interval: null,
  intervalType: null,
  startOn: null,
  endOn: null,
  enabled: false,
  ...DEFAULT_POLICIES,
};
/** What a record has beside its content; none of it decides what the content becomes. */
const UNPLACED = {
  id: '',
  slug: null,
  lockedAt: null,
  source: null,
  sourceId: null,
  workflowId: null,
  editingId: null,
  version: 1,
  createdAt: new Date(0),
};

/** What a file makes of a job. What it leaves out gets its default; secrets, the zone and attachments stay. */
@Injectable()
export class FileJobContent {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly jobData: JobData,
    private readonly driverData: DriverData,
    private readonly secrets: SecretsApart,
  ) {}

  /** What a file makes of a job that is not there; in no workflow yet. @throws DomainError with paths */
  async ofNew(job: FileJob, writer: DataWriter): Promise<NewContent> {
    const before = this.blank(job.fields, writer.caller);
    return { before, after: await this.of(before, job, writer) };
  }

  /** The content as the file says it; equal to the present one when there is nothing to do. @throws DomainError with paths */
  async of(present: JobSnapshot, { fields, links }: FileJob, writer: DataWriter): Promise<JobSnapshot> {
    const { type: _type, name: _name, data = {}, actions = [], datasets: _datasets, ...plain } = fields;
    const record = withContent({ ...UNPLACED, type: present.type, ownerId: present.ownerId }, present);
    const { startOn, endOn, ...next } = withFields(record, { ...DEFAULTS, ...plain });
    const { description, notes, interval, intervalType, timezone, enabled, policies } = next;
    return {
      ...present,
      description,
      notes,
      interval,
      intervalType,
      timezone,
      enabled,
      policies,
      startOn: startOn?.toISOString() ?? null,
      endOn: endOn?.toISOString() ?? null,
      data: await this.data(present.type, { given: data, stored: present.data }, writer),
      datasets: links,
      actions: await this.actions(actions, present.actions, writer),
    };
  }

  private blank({ name, type }: FileJobDto, caller: Caller): JobSnapshot {
    const timezone = caller.timezone ?? this.env.DEFAULT_TIMEZONE;
    const { description, notes, interval, intervalType, startOn, endOn, enabled } = DEFAULTS;
    const plain = { description, notes, interval, intervalType, startOn, endOn, enabled };
    const owner = { ownerId: caller.userId, workflowId: null };
    return { ...plain, ...owner, name, type, timezone, policies: {}, data: {}, datasets: [], actions: [] };
  }

  /** What is there already is asked no questions: it was allowed when it was written. */
  private async data(type: string, { given, stored }: { given: Data; stored: Data | null }, writer: DataWriter) {
    if (!stored) return this.jobData.prepare(type, { given, stored }, writer);
    const wanted = this.secrets.kept(type, given, stored);
    if (Object.keys(stored).length > 0 && isSame(wanted, this.driverData.forPeople(type, stored))) return stored;
    return this.jobData.prepare(type, { given: wanted, stored }, writer);
  }

  /** The n-th step of a name and type is the n-th that there is. */
  private async actions(
    given: FileActionDto[],
    present: ContentAction[],
    writer: DataWriter,
  ): Promise<ContentAction[]> {
    const left = [...present];
    const actions: ContentAction[] = [];
    for (const [index, wish] of given.entries()) {
      const found = left.findIndex(({ name, type }) => name === wish.name && type === wish.type);
      const [before] = found < 0 ? [] : left.splice(found, 1);
      actions.push(await at(`actions[${index}]`, () => this.action(wish, before, writer)));
    }
    return actions;
  }

  private async action(wish: FileActionDto, before: ContentAction | undefined, writer: DataWriter) {
    const { name, type, condition = 'always', afterFailures = null, enabled = true } = wish;
    if (afterFailures !== null && condition !== 'onFailure') throw afterFailuresUnfit(condition);
    const data = await this.data(type, { given: wish.data ?? {}, stored: before?.data ?? null }, writer);
    const { id = uuidv7(), attachments = [] } = before ?? {};
    return { id, type, name, data, condition, afterFailures, enabled, attachments };
  }
}
