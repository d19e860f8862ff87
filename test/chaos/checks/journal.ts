import type { JournalLine, LedgerRow } from '../evidence/evidence.js';
import { everHad, keepsJournal } from './case-file.js';
import type { CaseFile, JobFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';
import { describe } from './occurrences.js';

/** The clocks of journal and ledger are read by different programs. */
const CLOCKS_MS = 250;

/** What drivers wrote down and what the ledger says of them agree. */
export function checkJournal(file: CaseFile): Checked {
  const findings = [...startedTwice(file), ...unknownRuns(file)];
  const counts = { 'starts in journals': 0, 'ends in journals': 0, 'runs compared with journals': 0 };
  for (const lines of file.starts.values()) counts['starts in journals'] += lines.length;
  for (const lines of file.ends.values()) counts['ends in journals'] += lines.length;
  for (const job of file.jobs) {
    if (!keepsJournal(job.job.type)) continue;
    for (const row of job.rows.filter(({ attempt }) => attempt > 0)) {
      counts['runs compared with journals'] += 1;
      findings.push(...compare(file, job, row));
    }
  }
  return { findings, counts };
}

/** The run's id is the fencing token. */
function startedTwice({ starts }: CaseFile): Finding[] {
  return [...starts.values()]
    .filter((lines) => lines.length > 1)
    .map(([first, second]) => ({
      rule: 'started twice under one token',
      message: `run ${first!.run} was started by ${first!.process} and ${second!.process}`,
      jobId: first!.job,
    }));
}

/** A run that started is in the ledger, unless its job was deleted with its history. */
function unknownRuns({ evidence, starts, jobIds }: CaseFile): Finding[] {
  const known = new Set(evidence.ledger.map(({ id }) => id));
  return [...starts.values()]
    .filter(([start]) => jobIds.has(start!.job) && !known.has(start!.run))
    .map(([start]) => ({
      rule: 'unexplained run',
      message: `run ${start!.run} (${start!.for ?? 'by hand'}, attempt ${start!.attempt}) started at ${new Date(start!.atMs).toISOString()} and is not in the ledger`,
      jobId: start!.job,
    }));
}

function compare(file: CaseFile, job: JobFile, row: LedgerRow): Finding[] {
  const findings: Finding[] = [];
  const found = (message: string): void =>
    void findings.push({
      rule: 'ledger and journal disagree',
      message: `${describe(row)}: ${message}`,
      jobId: row.jobId,
    });
  const start = file.starts.get(row.id)?.[0];
  const ends = file.ends.get(row.id) ?? [];
  if (start) for (const message of differences(start, row)) found(message);
  if (ends.length > 1) found(`it ended ${ends.length} times`);
  const message = impossibleEnd(job, row, { start, end: ends[0], aborts: file.aborts.get(row.id) ?? [] });
  if (message) found(message);
  return findings;
}

function* differences(start: JournalLine, row: LedgerRow): Iterable<string> {
  if ((start.for ?? null) !== (row.scheduledFor?.toISOString() ?? null))
    yield `the driver was told it is for ${start.for}`;
  if (start.attempt !== row.attempt) yield `the driver was told it is attempt ${start.attempt}`;
  if (start.key !== row.idempotencyKey) yield `the driver was given the key ${start.key}`;
  if (start.trigger !== row.trigger) yield `the driver was told the trigger is ${start.trigger}`;
  if (start.atMs < row.createdAt.getTime() - CLOCKS_MS) yield 'the driver started before the run was claimed';
}

interface Seen {
  start: JournalLine | undefined;
  end: JournalLine | undefined;
  aborts: JournalLine[];
}

/** Why the row can't be true, or undefined. */
function impossibleEnd(job: JobFile, row: LedgerRow, { start, end, aborts }: Seen): string | undefined {
  const finishedMs = row.finishedAt.getTime();
  const isDeaf = job.versions.some(({ content }) => content.data['deaf'] === true);
  switch (row.status) {
    case 'succeeded':
    case 'warned':
      if (end?.how !== 'done') return `the journal says ${end?.how ?? (start ? 'it never ended' : 'it never started')}`;
      return end.atMs > finishedMs + CLOCKS_MS ? 'it was recorded before its driver was done' : undefined;
    case 'failed':
      if (row.reason === 'lost_repeatedly') return undefined;
      return end?.how === 'failed' && row.errorCode === 'CHAOS_FAILED'
        ? undefined
        : `the journal says ${end?.how}, the error is ${row.errorCode}`;
    case 'timed_out':
      if (!everHad(job, 'timeoutMs', (value) => typeof value === 'number')) return 'the job has no timeout';
      return end?.how === 'done' && !isDeaf ? 'its driver was done' : undefined;
    case 'canceled':
      if (end?.how === 'done' && !isDeaf && row.reason !== 'node_died') return 'its driver was done';
      return start && aborts.length === 0 && row.reason !== 'node_died' ? 'its driver was not told to stop' : undefined;
    case 'lost':
      return undefined;
    default:
      return 'that is no end of a run';
  }
}
