// Parts of statements on pending_runs p.

/** A ClaimedRun, as statements return it. */
export const RUN_COLUMNS = `id, job_id AS "jobId", scheduled_for AS "scheduledFor", trigger, attempt, lost_count AS "lostCount",
  idempotency_key AS "idempotencyKey", requested_by AS "requestedBy", parameters, started_at AS "startedAt"`;

/** A waiting run's job has nothing that runs, and nothing that waits for its retry: that counts as running. */
export const IS_FREE = `(
  NOT p.exclusive OR (
    NOT EXISTS (SELECT FROM active_runs a WHERE a.job_id = p.job_id)
    AND (p.attempt > 1 OR NOT EXISTS (SELECT FROM pending_runs o WHERE o.job_id = p.job_id AND o.attempt > 1))))`;

/** Nothing starts by itself in a job that is locked or paused; what people ask for does in a paused one. */
export const MAY_START = `NOT EXISTS (
  SELECT FROM job_schedules s
  WHERE s.job_id = p.job_id AND (s.locked OR (s.paused AND p.trigger NOT IN ('manual', 'replay'))))`;

/** Nothing starts anywhere while the whole scheduler is paused. */
export const NOT_PAUSED = 'NOT EXISTS (SELECT FROM scheduler_pauses)';

/** Backfills come after everything else of their priority. */
export const TURN = `p.priority DESC, p.trigger = 'backfill', p.not_before, p.scheduled_for, p.id`;

/** Fewer runs with its key are under way than the waiting run allows. */
export const HAS_SLOT = `(p.concurrency_key IS NULL OR p.concurrency_limit > (
  SELECT count(*) FROM active_runs a WHERE a.concurrency_key = p.concurrency_key))`;
