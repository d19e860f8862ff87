import type { IntervalType } from '../schedules/schedule.js';
import type { RunStatus } from '../ledger/run-vocabulary.js';
import type { JobActionRow } from './job-action.presenter.js';
import type { JobDatasetRow } from './job-datasets.repository.js';
import type { JobPolicies } from './job-policies.js';

/** A job as a list reads it; as JSON its instants are ISO texts. */
export interface JobListItemRow<Instant = Date> {
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
  nextRunAt: Instant | null;
  startOn: Instant | null;
  endOn: Instant | null;
  lockedAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
}

/** A job as its own page reads it. */
export interface JobDetailRow<Instant = Date> extends JobListItemRow<Instant> {
  ownerName: string;
  notes: string | null;
  data: Record<string, unknown>;
  policies: Partial<JobPolicies>;
  source: string | null;
  sourceId: string | null;
  workflowId: string | null;
  editingId: string | null;
  version: number;
  heartbeat: Instant | null;
  lastRunAt: Instant | null;
  lastStatus: RunStatus | null;
  pausedAt: Instant | null;
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
