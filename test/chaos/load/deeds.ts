/** What people ask for. */
export type DeedKind = 'create' | 'edit' | 'disable' | 'enable' | 'delete' | 'run' | 'runAsync' | 'cancel';

/** One request of somebody, and what became of it. Wall-clock milliseconds. */
export interface Deed {
  /** Its number, which also marks what it writes. */
  number: number;
  kind: DeedKind;
  /** Name of the job, and its id if that was known. */
  jobName: string;
  jobId: string | null;
  /** The run that was canceled, or that an answer named. */
  runId: string | null;
  node: string;
  body: Record<string, unknown> | null;
  sentMs: number;
  /** Null: no answer came, so that nobody knows whether it took effect. */
  answeredMs: number | null;
  status: number | null;
  answer: unknown;
}

/** Whether the client was told that it took effect. */
export function isConfirmed(deed: Deed): boolean {
  return deed.status !== null && deed.status < 300;
}

/** Whether it can't have taken effect: it was refused by somebody who knew. */
export function isRefused(deed: Deed): boolean {
  return deed.status !== null && deed.status >= 400 && deed.status < 500;
}

/** The mark that an edit leaves in the job's notes. */
export function markOf(number: number): string {
  return `deed ${number}`;
}

export function numberInMark(notes: unknown): number | undefined {
  const found = typeof notes === 'string' ? /^deed (\d+)$/.exec(notes) : null;
  return found ? Number(found[1]) : undefined;
}
