import type { ModuleMetadata } from '@nestjs/common';
import type { JobView, RunAttachment } from '../drivers/job-context.js';

/** A job of the driver, as people would write it. */
export interface DriverExample {
  /** `data` of the job, secrets in clear. */
  data: Record<string, unknown>;
  /** Rows of the job's datasets, by alias. */
  datasets?: Record<string, Record<string, unknown>[]>;
  /** What `context.attachments()` gives. */
  attachments?: RunAttachment[];
  job?: Partial<Omit<JobView<unknown>, 'data' | 'type'>>;
  parameters?: Record<string, unknown>;
}

/** What the suite needs to know of a driver. */
export interface DriverSubject {
  /** The module that provides the driver, and whatever else has to be there. */
  imports: NonNullable<ModuleMetadata['imports']>;
  /** Environment variables of Punctual, such as `ALLOW_PRIVATE_NETWORK: 'true'` for servers on loopback. */
  env?: Record<string, string>;
  /** Runs of this one succeed. */
  works: DriverExample;
  /** Runs of this one fail with the code. */
  fails: DriverExample & { code: string };
  /**
   * A run of this one goes on for a minute unless it is stopped: what it calls never answers. Leave it out only if a run
   * can't last. It is stopped 100 ms after its start, or after `stopAfterMs`.
   */
  lasts?: DriverExample & { stopAfterMs?: number };
  /** Where a run of this one meets more than 1 MiB that it could hand on. Leave it out only if it can't meet so much. */
  huge?: DriverExample;
  /** Data that must be refused when a job is written, and the path of what is wrong, such as `data.to[0]`. */
  wrong?: { data: Record<string, unknown>; path: string }[];
  /** Texts in secret values that may be told all the same, such as the address among somebody's credentials. */
  openSecrets?: string[];
  /** Called at the end: for servers that the examples talk to. */
  close?(): unknown;
}
