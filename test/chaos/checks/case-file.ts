import { groupBy } from './group-by.js';
import type { Evidence, JobRow, JournalLine, LedgerRow, VersionRow } from '../evidence/evidence.js';
import type { Deed } from '../load/deeds.js';

/** The evidence of one job. */
export interface JobFile {
  job: JobRow;
  /** Oldest first. */
  versions: VersionRow[];
  rows: LedgerRow[];
  deeds: Deed[];
}

/** The evidence, sorted. */
export interface CaseFile {
  evidence: Evidence;
  jobs: JobFile[];
  jobIds: Set<string>;
  /** By run id. */
  starts: Map<string, JournalLine[]>;
  ends: Map<string, JournalLine[]>;
  aborts: Map<string, JournalLine[]>;
  /** By number; a request that was repeated under its key has several. */
  deeds: Map<number, Deed[]>;
}

export function openCase(evidence: Evidence): CaseFile {
  const versions = groupBy(evidence.versions, ({ jobId }) => jobId);
  const rows = groupBy(evidence.ledger, ({ jobId }) => jobId);
  const deeds = groupBy(evidence.deeds, ({ jobId }) => jobId ?? '');
  const lines = (kind: JournalLine['e']): Map<string, JournalLine[]> =>
    groupBy(
      evidence.journal.filter(({ e }) => e === kind),
      ({ run }) => run,
    );
  return {
    evidence,
    jobs: evidence.jobs.map((job) => ({
      job,
      versions: versions.get(job.id) ?? [],
      rows: rows.get(job.id) ?? [],
      deeds: deeds.get(job.id) ?? [],
    })),
    jobIds: new Set(evidence.jobs.map(({ id }) => id)),
    starts: lines('start'),
    ends: lines('end'),
    aborts: lines('abort'),
    deeds: groupBy(evidence.deeds, ({ number }) => number),
  };
}

/** Whether the job ever had a policy of that value; `undefined` stands for the default. */
export function everHad(file: JobFile, policy: string, isSo: (value: unknown) => boolean): boolean {
  return file.versions.some(({ content }) => isSo(content.policies[policy]));
}

/** Types whose drivers write a journal. */
export function keepsJournal(type: string): boolean {
  return type.startsWith('chaos-');
}
