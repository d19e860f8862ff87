import type { IntervalType } from '../schedules/schedule.js';
import type { RunStatus } from '../ledger/run-vocabulary.js';
import type { JobActionRow } from './job-action.presenter.js';
import type { JobDatasetRow } from './job-datasets.repository.js';
import type { JobPolicies } from './job-policies.js';

/** A job as a list reads it. */
export interface JobListItemRow {
  id: string;
  type: string;
  name: string;
  slug: string | null;
  description: string | null;
  ownerId: string;
  interval: string | null;
  intervalType: IntervalType | null;
  timezone: string;
  enabled: boolean;
  nextRunAt: Date | null;
  startOn: Date | null;
  endOn: Date | null;
  lockedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A job as its own page reads it. */
export interface JobDetailRow extends JobListItemRow {
  ownerName: string;
  notes: string | null;
  data: Record<string, unknown>;
  policies: Partial<JobPolicies>;
  source: string | null;
  sourceId: string | null;
  workflowId: string | null;
  editingId: string | null;
  version: number;
  heartbeat: Date | null;
  lastRunAt: Date | null;
  lastStatus: RunStatus | null;
  pausedAt: Date | null;
  pauseReason: string | null;
  /** A living node runs jobs of its queue. */
  isServed: boolean;
  /** The reader's draft of it. */
  draftId: string | null;
  /** In order. */
  actions: JobActionRow[];
  /** In order. */
  datasets: JobDatasetRow[];
}

/** What an edit needs to know and lock; read inside its transaction. */
export interface JobEditRow {
  id: string;
  type: string;
  name: string;
  slug: string | null;
  description: string | null;
  notes: string | null;
  ownerId: string;
  interval: string | null;
  intervalType: IntervalType | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  enabled: boolean;
  lockedAt: Date | null;
  data: Record<string, unknown>;
  policies: Partial<JobPolicies>;
  source: string | null;
  sourceId: string | null;
  workflowId: string | null;
  editingId: string | null;
  version: number;
  createdAt: Date;
  dueAt: Date | null;
  occurrenceAt: Date | null;
  lastClaimedFor: Date | null;
  /** The database's clock, read after the schedule row was locked. */
  now: Date;
}
