import type { LedgerRow } from '../evidence/evidence.js';
import { everHad } from './case-file.js';
import type { CaseFile, JobFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';
import { describe } from './occurrences.js';
import { predict } from './predicted.js';
import type { Predicted } from './predicted.js';

/** An end is dated before it is committed; a busy machine commits late. */
const COMMIT_MS = 5_000;
/** Up to this late an occurrence is on time. */
const ON_TIME_MS = 60_000;

/** Whatever did not run has a reason, and the reason holds. */
export function checkNonRuns({ jobs, deeds }: CaseFile): Checked {
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  for (const file of jobs) {
    const predicted = predict(file, deeds);
    for (const row of file.rows.filter(({ attempt }) => attempt === 0)) {
      const kind = `${row.status}/${row.reason}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
      const why = REASONS[kind];
      const message = why ? why(row, file, predicted) : 'no such fate was possible here';
      if (message) findings.push({ rule: 'reason', message: `${describe(row)}: ${message}`, jobId: row.jobId });
    }
  }
  return { findings, counts };
}

/** Why the reason does not hold, or undefined. */
type Doubt = (row: LedgerRow, file: JobFile, predicted: Predicted) => string | undefined;

const REASONS: Record<string, Doubt> = {
  'skipped/overlap': (row, { rows }) =>
    rows.some((other) => wasInTheWay(other, row)) ? undefined : 'nothing was in its way',
  'coalesced/coalesced': (row, { rows }) => (hasNewer(row, rows) ? undefined : 'there is no newer occurrence'),
  'missed/outside_window': (row, file) => {
    // `all` also drops what is over its limit, however late that is.
    if (everHad(file, 'catchUp', (value) => value === 'all')) return undefined;
    if (row.createdAt.getTime() - at(row) < ON_TIME_MS) return 'it was on time';
    return everHad(file, 'catchUp', (value) => value === 'none') ? undefined : 'it could have been caught up';
  },
  'superseded/superseded_by_edit': (row, _file, { edits }) => {
    const written = row.createdAt.getTime();
    return edits.some((edit) => written >= edit.fromMs && written <= edit.toMs && at(row) <= edit.toMs)
      ? undefined
      : 'no edit took it away';
  },
  'canceled/overlap': (_row, file) =>
    everHad(file, 'overlap', (value) => value === 'cancel') ? undefined : 'the job never cancels what runs',
};

function at(row: LedgerRow): number {
  return row.scheduledFor?.getTime() ?? row.createdAt.getTime();
}

/** An earlier occurrence that was not over when this one fell due. */
function wasInTheWay(other: LedgerRow, row: LedgerRow): boolean {
  if (other.id === row.id || other.scheduledFor === null || other.scheduledFor >= row.scheduledFor!) return false;
  return other.attempt > 0 && other.finishedAt.getTime() >= at(row) - COMMIT_MS;
}

function hasNewer(row: LedgerRow, rows: LedgerRow[]): boolean {
  const last = row.rangeTo ?? row.scheduledFor!;
  return rows.some((other) => other.scheduledFor !== null && other.scheduledFor > last);
}
