import type { LedgerRow } from '../evidence/evidence.js';
import type { CaseFile, JobFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';
import { predict } from './predicted.js';
import type { Predicted } from './predicted.js';

const shown = (ms: number): string => new Date(ms).toISOString();

/** Every instant that was due has exactly one final row, or lies in exactly one range row; and nothing else has one. */
export function checkOccurrences({ jobs, deeds }: CaseFile): Checked {
  const findings: Finding[] = [];
  const counts = { 'predicted instants': 0, 'instants that an edit may have taken away': 0, 'range rows': 0 };
  for (const file of jobs) {
    const predicted = predict(file, deeds);
    counts['predicted instants'] += predicted.must.size;
    counts['instants that an edit may have taken away'] += predicted.may.size;
    counts['range rows'] += file.rows.filter(({ rangeCount }) => rangeCount !== null).length;
    findings.push(...ofJob(file, predicted));
  }
  return { findings, counts };
}

function ofJob(file: JobFile, predicted: Predicted): Finding[] {
  const { must, may } = predicted;
  const findings: Finding[] = [];
  const found = (rule: string, message: string): void => void findings.push({ rule, message, jobId: file.job.id });
  const all = [...must, ...may];
  const finals = new Map<number, LedgerRow[]>();
  for (const row of file.rows) {
    if (row.scheduledFor === null) continue;
    const covered = coveredBy(row, all);
    if (covered.length === 0) found('unpredicted', `${describe(row)} stands for no instant of the job`);
    if (row.rangeCount !== null && isWrongCount(row, must, may))
      found('range', `${describe(row)} says ${row.rangeCount} instants; predicted are ${covered.length}`);
    if (row.final) for (const at of covered) finals.set(at, [...(finals.get(at) ?? []), row]);
    else if (!file.rows.some((other) => other.final && covered.some((at) => coveredBy(other, [at]).length > 0)))
      found('no end', `${describe(row)} is not final, and nothing followed`);
  }
  for (const at of must)
    if (!finals.has(at)) found('lost', `the instant ${shown(at)} was due, and the ledger does not know it`);
  for (const [at, rows] of finals)
    if (rows.length > 1)
      found('twice', `the instant ${shown(at)} has ${rows.length} final rows: ${rows.map(describe).join('; ')}`);
  return findings;
}

function coveredBy(row: LedgerRow, instants: readonly number[]): number[] {
  const from = row.scheduledFor?.getTime() ?? Number.NaN;
  const to = row.rangeTo?.getTime() ?? from;
  return instants.filter((at) => at >= from && at <= to);
}

function isWrongCount(row: LedgerRow, must: Set<number>, may: Set<number>): boolean {
  const least = coveredBy(row, [...must]).length;
  return row.rangeCount! < least || row.rangeCount! > least + coveredBy(row, [...may]).length;
}

export function describe(row: LedgerRow): string {
  const reason = row.reason ? `/${row.reason}` : '';
  const range = row.rangeTo ? `..${row.rangeTo.toISOString()}` : '';
  return `${row.status}${reason} ${row.scheduledFor?.toISOString() ?? 'by hand'}${range} attempt ${row.attempt} (${row.id})`;
}
