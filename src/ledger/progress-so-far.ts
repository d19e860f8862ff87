/**
 * SQL: the steps of a run as `[{task, result}]` from what was written of it while it ran; NULL when nothing was.
 * @param runId an SQL expression
 */
export function progressSoFar(runId: string): string {
  return `(
    SELECT jsonb_agg(s.payload - 'step' ORDER BY s.step)
    FROM (
      SELECT DISTINCT ON ((e.payload ->> 'step')::int) (e.payload ->> 'step')::int AS step, e.payload
      FROM run_events e WHERE e.run_id = ${runId} AND e.kind = 'progress'
      ORDER BY 1, e.seq DESC
    ) s)`;
}
