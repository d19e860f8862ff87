import { v5 as uuidv5 } from 'uuid';
import type { ActionCondition } from '../actions/action-condition.js';
import type { IntervalType } from '../schedules/schedule.js';
import type { ResolvedLink } from './job-dataset-links.js';
import type { JobPolicies } from './job-policies.js';
import type { JobRecord } from './jobs.repository.js';

/** What an action sends along. */
export interface ContentAttachment {
  id: string;
  type: 'dataset' | 'file';
  name: string;
  data: Record<string, unknown>;
  /** Contents of an uploaded file: copies point to the same. */
  fileId: string | null;
}

/** A follow-up step; its place in the list is its order. Secrets in `data` are sealed. */
export interface ContentAction {
  id: string;
  type: string;
  name: string;
  data: Record<string, unknown>;
  condition: ActionCondition;
  afterFailures: number | null;
  enabled: boolean;
  attachments: ContentAttachment[];
}

/** What belongs to a job in tables of its own, in order. */
export interface JobParts {
  datasets: ResolvedLink[];
  actions: ContentAction[];
}

/**
 * What of a job people edit: drafts, versions and copies carry it. Not of it: what the job is (id, type, slug, owner,
 * workflow, creation), who reaches it (shares, favorites, tags), a superuser's lock, and what became of its runs.
 */
export interface JobContent extends JobParts {
  name: string;
  description: string | null;
  notes: string | null;
  interval: string | null;
  intervalType: IntervalType | null;
  timezone: string;
  /** ISO 8601 in UTC, with milliseconds. */
  startOn: string | null;
  endOn: string | null;
  enabled: boolean;
  /** Secrets are sealed. */
  data: Record<string, unknown>;
  /** Those that differ from their defaults. */
  policies: Partial<JobPolicies>;
}

/** Content at one moment, with what else is worth remembering of the job. */
export interface JobSnapshot extends JobContent {
  /** Driver type. */
  type: string;
  ownerId: string;
  /** Where it belongs; absent from versions of before there were workflows. */
  workflowId?: string | null;
}

/** A job with other content; parts apart, which have their own tables. */
export function withContent(job: Omit<JobRecord, keyof JobContent>, content: JobContent): JobRecord {
  const { name, description, notes, interval, intervalType, timezone, enabled, data, policies } = content;
  const [startOn, endOn] = [dateOf(content.startOn), dateOf(content.endOn)];
  return {
    ...job,
    name,
    description,
    notes,
    interval,
    intervalType,
    timezone,
    startOn,
    endOn,
    enabled,
    data,
    policies,
  };
}

/** The id that an action or attachment has in a copy: the same each time, so that a commit finds the original's again. */
export function idInCopy(id: string, jobId: string): string {
  return uuidv5(id, jobId);
}

/** The same parts with other ids. */
export function rekeyed<Parts extends JobParts>(parts: Parts, idOf: (id: string) => string): Parts {
  const actions = parts.actions.map((action) => ({
    ...action,
    id: idOf(action.id),
    attachments: action.attachments.map((attachment) => ({ ...attachment, id: idOf(attachment.id) })),
  }));
  return { ...parts, actions };
}

/** Every id of an action or attachment. */
export function partIds(parts: JobParts): string[] {
  return parts.actions.flatMap(({ id, attachments }) => [id, ...attachments.map((attachment) => attachment.id)]);
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
