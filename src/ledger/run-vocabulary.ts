/** What became of a run or of a due instant. */
export const RUN_STATUSES = [
  'queued',
  'running',
  'succeeded',
  'warned',
  'failed',
  'timed_out',
  'canceled',
  'lost',
  'skipped',
  'missed',
  'coalesced',
  'superseded',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Why a run was started. */
export const RUN_TRIGGERS = ['schedule', 'manual', 'catchup', 'retry', 'backfill', 'replay'] as const;
/** Runs that people ask for: they neither use up an occurrence nor are in the way of one. */
export const ASKED_FOR: readonly RunTrigger[] = ['manual', 'replay', 'backfill'];
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** Why a due instant has no run of its own, or why a run ended early. */
export type RunReason =
  | 'overlap'
  | 'locked'
  | 'paused'
  | 'outside_window'
  | 'blackout'
  | 'coalesced'
  | 'superseded_by_edit'
  | 'node_died'
  | 'node_stopped'
  | 'lost_repeatedly'
  | 'data_incomplete'
  | 'owner_gone'
  | 'invalid_schedule'
  | 'unlocked'
  | 'job_deleted';

/** One step of a run as people see it. `key` is translated by clients, `opts` fills its placeholders. */
export interface ProgressStep {
  task: { key: string; opts?: Record<string, unknown> };
  result?: { key?: string; message?: string; success: boolean; status?: string };
}

/** Why a run failed: `code` is stable, `message` is for people. Shown to those who may edit the job. */
export interface RunError {
  code: string;
  message: string;
}
