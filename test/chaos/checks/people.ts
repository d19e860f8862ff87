import type { LedgerRow } from '../evidence/evidence.js';
import { isConfirmed, numberInMark } from '../load/deeds.js';
import type { Deed } from '../load/deeds.js';
import type { CaseFile, JobFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';
import { groupBy } from './group-by.js';
import { describe } from './occurrences.js';

/** Answers that are nobody's mistake: it is gone, it runs already, it lies past the end, the database is away. */
const EXPECTED = [404, 409, 422, 503];

/** What people were told is true: what was confirmed is there, nothing was done twice, no answer is a crash. */
export function checkPeople(file: CaseFile): Checked {
  const { evidence } = file;
  const byName = groupBy(evidence.jobs, ({ name }) => name);
  const known = new Map(evidence.ledger.map((row) => [row.id, row]));
  const marks = new Set(evidence.versions.map(({ content }) => numberInMark(content.notes)));
  const counts = { requests: evidence.deeds.length, 'without an answer': 0, 'answered 503': 0 };
  const findings: Finding[] = [];
  for (const deed of evidence.deeds) {
    if (deed.status === null) counts['without an answer'] += 1;
    if (deed.status === 503) counts['answered 503'] += 1;
    const message = untrue(deed, { file, byName, known, marks });
    if (message)
      findings.push({
        rule: 'answer',
        message: `${deed.kind} (deed ${deed.number}, ${deed.status}): ${message}`,
        ...(deed.jobId ? { jobId: deed.jobId } : {}),
      });
  }
  findings.push(...doneTwice(file), ...vanished(file), ...file.jobs.flatMap((job) => startedWhileDisabled(job, file)));
  return { findings, counts };
}

interface World {
  file: CaseFile;
  byName: Map<string, unknown[]>;
  known: Map<string, LedgerRow>;
  marks: Set<number | undefined>;
}

function untrue(deed: Deed, { file, byName, known, marks }: World): string | undefined {
  if (deed.status === null) return undefined;
  if (!isConfirmed(deed))
    return EXPECTED.includes(deed.status) ? undefined : `unexpected answer ${JSON.stringify(deed.answer)}`;
  const isThere = deed.jobId !== null && file.jobIds.has(deed.jobId);
  const wasDeleted = file.evidence.deeds.some((other) => other.kind === 'delete' && other.jobId === deed.jobId);
  switch (deed.kind) {
    case 'create':
      if ((byName.get(deed.jobName)?.length ?? 0) > 1) return 'it was made twice';
      return isThere || wasDeleted ? undefined : 'the job is not there';
    case 'edit':
    case 'disable':
    case 'enable':
      return wasDeleted || marks.has(deed.number) ? undefined : 'the edit is not there';
    case 'delete':
      return isThere ? 'the job is still there' : undefined;
    case 'run':
    case 'runAsync':
      return wasDeleted ? undefined : untrueRun(deed, known.get(String(deed.runId)));
    default:
      return undefined;
  }
}

function untrueRun(deed: Deed, row: LedgerRow | undefined): string | undefined {
  if (!row) return `run ${deed.runId} is not in the ledger`;
  if (row.trigger !== 'manual' || row.jobId !== deed.jobId) return `it is ${describe(row)} of job ${row.jobId}`;
  const { status } = deed.answer as { status?: string };
  return deed.kind === 'run' && status !== row.status
    ? `the client was told ${status}, the ledger says ${describe(row)}`
    : undefined;
}

/** A request with one key, however often it was sent, has one run. */
function doneTwice({ starts }: CaseFile): Finding[] {
  const manual = [...starts.values()].flatMap(([start]) => (start?.op === undefined ? [] : [start]));
  return [...groupBy(manual, ({ op }) => op).values()]
    .filter((lines) => lines.length > 1)
    .map((lines) => ({
      rule: 'done twice',
      message: `deed ${lines[0]!.op} made ${lines.length} runs`,
      jobId: lines[0]!.job,
    }));
}

/** A job that nobody asked to delete. */
function vanished({ evidence, jobIds }: CaseFile): Finding[] {
  const deleted = new Set(evidence.deeds.filter(({ kind }) => kind === 'delete').map(({ jobId }) => jobId));
  return evidence.deeds
    .filter(
      (deed) => deed.kind === 'create' && isConfirmed(deed) && !jobIds.has(deed.jobId!) && !deleted.has(deed.jobId),
    )
    .map((deed) => ({
      rule: 'vanished',
      message: `${deed.jobName} is gone, and nobody deleted it`,
      jobId: deed.jobId!,
    }));
}

/** Between the answer to a disable and the next request that could enable it, nothing starts by itself. */
function startedWhileDisabled({ job, versions, rows }: JobFile, { deeds }: CaseFile): Finding[] {
  const findings: Finding[] = [];
  for (const [index, { content, savedAt }] of versions.entries()) {
    if (content.enabled) continue;
    const answeredMs =
      deeds.get(numberInMark(content.notes) ?? -1)?.find(isConfirmed)?.answeredMs ?? savedAt.getTime() + COMMIT_MS;
    const next = versions[index + 1];
    const untilMs = next ? (deeds.get(numberInMark(next.content.notes) ?? -1)?.[0]?.sentMs ?? 0) : Infinity;
    for (const row of rows) {
      const startedMs = row.createdAt.getTime();
      if (
        row.attempt > 0 &&
        row.trigger !== 'manual' &&
        startedMs > answeredMs &&
        startedMs < untilMs &&
        !goesOn(row, rows, answeredMs)
      )
        findings.push({ rule: 'started while disabled', message: describe(row), jobId: job.id });
    }
  }
  return findings;
}

const COMMIT_MS = 5_000;

/** What ran when the job was disabled may go on after its node died or stopped. */
function goesOn(row: LedgerRow, rows: LedgerRow[], disabledMs: number): boolean {
  return rows.some(
    (other) =>
      other.attempt > 0 &&
      other.scheduledFor?.getTime() === row.scheduledFor?.getTime() &&
      other.createdAt.getTime() <= disabledMs &&
      other.finishedAt.getTime() >= disabledMs - COMMIT_MS,
  );
}
