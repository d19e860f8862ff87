import type { Boot } from '../cluster/chaos-node.js';
import type { Deed } from '../load/deeds.js';
import type { FaultRecord } from '../load/faults.js';

/** What a driver wrote down. Wall-clock milliseconds, from the machine's monotonic clock. */
export interface JournalLine {
  e: 'start' | 'abort' | 'end';
  atMs: number;
  run: string;
  job: string;
  /** The file it is in: one per process. */
  process: string;
  /** Of a start. */
  for?: string | null;
  attempt?: number;
  key?: string;
  trigger?: string;
  op?: number;
  /** Of an abort. */
  cause?: string;
  /** Of an end. */
  how?: 'done' | 'failed' | 'aborted';
}

/** A job as the database has it at the end. */
export interface JobRow {
  id: string;
  name: string;
  type: string;
  createdAt: Date;
}

/** A saved edit. */
export interface VersionRow {
  jobId: string;
  version: number;
  savedAt: Date;
  content: VersionContent;
}

/** As much of a job's content as decides when it runs. */
export interface VersionContent {
  notes: string | null;
  interval: string | null;
  intervalType: 'cron' | 'simple' | 'once' | null;
  timezone: string;
  startOn: string | null;
  endOn: string | null;
  enabled: boolean;
  data: Record<string, unknown>;
  policies: Record<string, unknown>;
}

/** A row of the ledger. */
export interface LedgerRow {
  id: string;
  jobId: string;
  status: string;
  reason: string | null;
  final: boolean;
  trigger: string;
  scheduledFor: Date | null;
  /** 0: it never started. */
  attempt: number;
  createdAt: Date;
  finishedAt: Date;
  nodeId: string | null;
  idempotencyKey: string | null;
  errorCode: string | null;
  rangeTo: Date | null;
  rangeCount: number | null;
}

/** A node as it registered. */
export interface NodeRow {
  id: string;
  pid: number;
  startedAt: Date;
  endedAt: Date | null;
}

/** All that is known of a run of the suite when everything has stopped. */
export interface Evidence {
  seed: number;
  deeds: Deed[];
  faults: FaultRecord[];
  /** What the suite itself could not do, such as start a node. */
  failures: string[];
  boots: Boot[];
  journal: JournalLine[];
  jobs: JobRow[];
  versions: VersionRow[];
  ledger: LedgerRow[];
  nodes: NodeRow[];
  /** What is left in the tables of the scheduler, by job id. */
  left: { running: string[]; waiting: string[]; due: string[] };
}
