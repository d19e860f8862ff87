import type { LedgerRow } from '../evidence/evidence.js';
import { everHad } from './case-file.js';
import type { CaseFile, JobFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';
import { groupBy } from './group-by.js';
import { describe } from './occurrences.js';

/**
 * The attempts of one occurrence follow one another: none begins before the one before was over, none follows a final one,
 * each has a reason to follow, and there are no more of them than the job allows.
 */
export function checkAttempts({ jobs }: CaseFile): Checked {
  const findings: Finding[] = [];
  const counts = { occurrences: 0, 'occurrences with several attempts': 0, 'pairs of runs of one job': 0 };
  for (const file of jobs) {
    const ran = file.rows.filter((row) => row.attempt > 0 || row.scheduledFor !== null);
    const occurrences = groupBy(ran, (row) => row.scheduledFor?.getTime() ?? row.id);
    counts.occurrences += occurrences.size;
    for (const rows of occurrences.values()) {
      if (rows.length > 1) counts['occurrences with several attempts'] += 1;
      findings.push(...ofOccurrence(file, rows));
    }
    const beside = besideEachOther(file);
    counts['pairs of runs of one job'] += beside.pairs;
    findings.push(...beside.findings);
  }
  return { findings, counts };
}

function ofOccurrence(file: JobFile, rows: LedgerRow[]): Finding[] {
  const findings: Finding[] = [];
  const found = (rule: string, message: string): void => void findings.push({ rule, message, jobId: file.job.id });
  const runs = rows.filter((row) => row.attempt > 0).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    if (!before) {
      if (run.attempt !== 1) found('attempts', `${describe(run)} is the first, but not attempt 1`);
      continue;
    }
    if (before.final) found('repeated', `${describe(run)} began after ${describe(before)}, which was final`);
    if (run.createdAt < before.finishedAt)
      found('repeated', `${describe(run)} began before ${describe(before)} was over`);
    if (run.attempt !== before.attempt + (before.reason === 'node_stopped' ? 0 : 1))
      found('attempts', `${describe(run)} follows ${describe(before)}`);
    if (!maysFollow(before))
      found('repeated', `${describe(run)} follows ${describe(before)}, which is no reason to repeat`);
    if (run.idempotencyKey !== before.idempotencyKey)
      found('key', `${describe(run)} has another key than ${describe(before)}`);
  }
  const last = runs.at(-1);
  if (last && gaveUpTooSoon(file, last))
    found('given up', `${describe(last)} is the last word, though the job repeats what was lost`);
  for (const message of tooMany(file, runs)) found('attempts', message);
  if (rows.filter((row) => row.final).length > 1) found('finished twice', rows.map(describe).join('; '));
  return findings;
}

function maysFollow({ status, reason }: LedgerRow): boolean {
  return ['lost', 'failed', 'timed_out'].includes(status) || reason === 'node_stopped';
}

/** A scheduled run that its node took with it is repeated, unless `retryLost` forbids that or somebody canceled it. */
function gaveUpTooSoon(file: JobFile, last: LedgerRow): boolean {
  if (!last.final || last.scheduledFor === null) return false;
  return (
    (last.status === 'lost' || last.reason === 'node_stopped') &&
    !everHad(file, 'retryLost', (value) => value === false)
  );
}

function tooMany(file: JobFile, runs: LedgerRow[]): string[] {
  const most = Math.max(1, ...file.versions.map(({ content }) => Number(content.policies['maxAttempts'] ?? 1)));
  const failures = runs.filter(
    ({ status, reason }) => ['failed', 'timed_out'].includes(status) && reason !== 'lost_repeatedly',
  );
  const losses = runs.filter(({ status, reason }) => status === 'lost' || reason === 'lost_repeatedly');
  const repeatsLost = everHad(file, 'retryLost', (value) => value !== false);
  return [
    ...(failures.length > most ? [`${failures.length} failures of one occurrence, ${most} attempts are allowed`] : []),
    ...(losses.length > 4 ? [`one occurrence was lost ${losses.length} times`] : []),
    ...(!repeatsLost && losses.length > 0 && losses[0] !== runs.at(-1)
      ? [`${describe(losses[0]!)} was repeated in spite of retryLost`]
      : []),
    ...runs
      .filter(({ reason }) => reason === 'lost_repeatedly' && losses.length !== 4)
      .map((run) => `${describe(run)} after ${losses.length} losses`),
  ];
}

/** Unless it allows overlaps, no two runs of a job were ever under way at once. */
function besideEachOther(file: JobFile): { pairs: number; findings: Finding[] } {
  if (everHad(file, 'overlap', (value) => value === 'allow')) return { pairs: 0, findings: [] };
  const runs = file.rows.filter((row) => row.attempt > 0).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const findings = runs.slice(1).flatMap((run, index): Finding[] => {
    const before = runs[index]!;
    if (run.createdAt >= before.finishedAt) return [];
    return [{ rule: 'overlap', message: `${describe(run)} began while ${describe(before)} ran`, jobId: file.job.id }];
  });
  return { pairs: Math.max(0, runs.length - 1), findings };
}
