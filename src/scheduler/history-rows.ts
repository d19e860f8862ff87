import type { ProgressStep, RunError, RunReason, RunStatus, RunTrigger } from '../ledger/run-vocabulary.js';

/** A run as the history reads it: waiting, running or recorded. */
export interface HistoryRow {
  id: string;
  jobId: string;
  ownerId: string;
  status: RunStatus;
  trigger: RunTrigger;
  scheduledFor: Date | null;
  attempt: number;
  reason: RunReason | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  nodeId: string | null;
  requestedBy: string | null;
  error: RunError | null;
  progress: ProgressStep[] | null;
  data: Record<string, unknown> | null;
  final: boolean;
  rangeTo: Date | null;
  rangeCount: number | null;
}
