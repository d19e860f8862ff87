import type { NonRun } from '../ledger/ledger.repository.js';
import { nonRunRows } from '../ledger/non-runs.js';
import { effectivePolicies } from './job-policies.js';
import type { JobEditRow } from './job-rows.js';
import { scheduleOf } from './job-schedules.js';

/** What had fallen due under the old schedule and was not claimed yet when an edit took it away. */
export function supersededOccurrences(before: JobEditRow): NonRun[] {
  const schedule = scheduleOf(before);
  const now = before.now.getTime();
  const occurrences: number[] = [];
  for (let at = before.dueAt?.getTime() ?? null; at !== null && at <= now; at = schedule?.next(at) ?? null)
    occurrences.push(at);
  return nonRunRows(occurrences, effectivePolicies(before.policies).catchUpLimit).map((row) => ({
    ...row,
    jobId: before.id,
    status: 'superseded',
    reason: 'superseded_by_edit',
    trigger: 'schedule',
  }));
}
