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

/** Nodes died under it twice, so it may be what kills them. */
export const IS_SUSPECT = 'lost_count >= 2';

/**
 * A suspect starts only on a node where no other is under way: else all that went down with one that kills its node would
 * start together with it again, until none of them may be repeated. The first repeat is for all at once, so that an
 * ordinary death of a node costs nothing.
 */
export const isNoSecondSuspect = (nodeId: `$${number}`): string => `(
  NOT p.${IS_SUSPECT} OR NOT EXISTS (SELECT FROM active_runs a WHERE a.node_id = ${nodeId} AND a.${IS_SUSPECT}))`;

/** Nothing starts anywhere while the whole scheduler is paused. */
export const NOT_PAUSED = 'NOT EXISTS (SELECT FROM scheduler_pauses)';

/** Backfills come after everything else of their priority. */
export const TURN = `p.priority DESC, p.trigger = 'backfill', p.not_before, p.scheduled_for, p.id`;

/** How many runs are under way with each concurrency key. */
export const BUSY_KEYS = `busy_keys AS MATERIALIZED (
  SELECT k.key, count(*)::int AS running
  FROM active_runs a, unnest(a.concurrency_keys) AS k (key) WHERE a.concurrency_keys IS NOT NULL GROUP BY k.key)`;

/** With each of its keys, fewer runs are under way than the waiting run allows. Needs BUSY_KEYS. */
export const HAS_SLOT = `(p.concurrency_keys IS NULL OR NOT EXISTS (
  SELECT FROM unnest(p.concurrency_keys, p.concurrency_limits) AS k (key, key_limit)
  JOIN busy_keys b ON b.key = k.key WHERE b.running >= k.key_limit))`;
