import { isoText } from '../clock/iso-text.js';
import type { RunTrigger } from '../ledger/run-vocabulary.js';

/** A run that this node has claimed: its row in `active_runs` is committed. */
export interface ClaimedRun {
  id: string;
  jobId: string;
  /** The occurrence; null for a manual run. */
  scheduledFor: Date | null;
  trigger: RunTrigger;
  attempt: number;
  lostCount: number;
  idempotencyKey: string;
  requestedBy: string | null;
  parameters: Record<string, unknown> | null;
  /** The database's clock. */
  startedAt: Date;
  /** Claimed a moment before it is due: when to start, by this process's `performance.now()`. */
  startAtMs?: number;
}

/** Stable for all attempts of one occurrence. */
export function occurrenceKey(jobId: string, scheduledFor: Date): string {
  return `${jobId}:${isoText(scheduledFor)}`;
}
