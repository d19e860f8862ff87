import type { NonRun } from '../ledger/ledger.repository.js';
import { nonRunRows } from '../ledger/non-runs.js';
import { countOccurrences } from '../schedules/counting/count-occurrences.js';
import { OccurrenceSpan } from '../schedules/occurrence-span.js';
import { effectivePolicies } from './job-policies.js';
import type { JobEditRow } from './job-rows.js';
import { dueOccurrence, scheduleOf, scheduleSpecOf } from './job-schedules.js';

/** What had fallen due under the old schedule and was not claimed yet when an edit took it away. */
export function supersededOccurrences(before: JobEditRow): NonRun[] {
  const now = before.now.getTime();
  const first = dueOccurrence(before)?.getTime();
  if (first === undefined || first > now) return [];
  const spec = scheduleSpecOf(before);
  const countMany = spec && ((from: number, to: number): number => countOccurrences(spec, from, to));
  const due = new OccurrenceSpan(scheduleOf(before), first, now, countMany);
  return nonRunRows(due, effectivePolicies(before.policies).catchUpLimit).map((row) => ({
    ...row,
    jobId: before.id,
    status: 'superseded',
    reason: 'superseded_by_edit',
    trigger: 'schedule',
  }));
}
