import { effectivePolicies } from '../jobs/job-policies.js';
import type { InstantInWords } from '../schedules/instant-in-words.js';
import type { OccurrencePlanRow, OccurrenceRow } from './occurrence-rows.js';
import type { JobOccurrenceDto } from './occurrences.dto.js';
import type { PlannedOccurrence } from './planned-occurrences.js';

/** What all entries of a page have in common. */
export interface OccurrenceView {
  job: OccurrencePlanRow;
  inWords: (atMs: number) => InstantInWords;
}

/** An occurrence that is recorded, runs or waits. */
export function knownOccurrence(row: OccurrenceRow, recorded: number, view: OccurrenceView): JobOccurrenceDto {
  const run = { href: `/api/jobs/${view.job.id}/history/${row.id}` };
  return {
    _links: { 'inf:job': jobLink(view.job), 'inf:job-run': run },
    at: row.at.toISOString(),
    ...view.inWords(row.at.getTime()),
    status: row.status,
    reason: row.reason,
    trigger: row.trigger,
    attempts: recorded + (row.status === 'running' ? 1 : 0),
    overdue: row.notBefore !== null && isOverdue(view.job, row.notBefore.getTime()),
    startsAt: row.notBefore?.toISOString() ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    runId: row.id,
    range: row.rangeTo && { to: row.rangeTo.toISOString(), count: row.rangeCount ?? 0 },
  };
}

/** An occurrence that nobody has claimed yet. */
export function unclaimedOccurrence(
  { atMs, startMs, isBlackedOut }: PlannedOccurrence,
  view: OccurrenceView,
): JobOccurrenceDto {
  return {
    _links: { 'inf:job': jobLink(view.job) },
    at: new Date(atMs).toISOString(),
    ...view.inWords(atMs),
    status: startMs <= view.job.now.getTime() ? 'due' : 'planned',
    reason: isBlackedOut ? 'blackout' : null,
    trigger: null,
    attempts: 0,
    overdue: !isBlackedOut && isOverdue(view.job, startMs),
    startsAt: isBlackedOut ? null : new Date(startMs).toISOString(),
    startedAt: null,
    finishedAt: null,
    runId: null,
    range: null,
  };
}

function isOverdue({ policies, now }: OccurrencePlanRow, startMs: number): boolean {
  const { overdueAfterMs } = effectivePolicies(policies);
  return overdueAfterMs !== null && startMs + overdueAfterMs < now.getTime();
}

function jobLink({ id }: OccurrencePlanRow): { href: string } {
  return { href: `/api/jobs/${id}` };
}
