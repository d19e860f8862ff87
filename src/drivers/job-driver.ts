import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { DriverResult, JobContext } from './job-context.js';

/** How a driver presents itself. */
export interface JobDriverOptions {
  /** What jobs name in `type`: lower-case words with hyphens. */
  type: string;
  title: string;
  description?: string;
  /**
   * Class-validator DTO of the job's `data`. Unknown keys are refused; fields with `@Secret()` are encrypted at rest.
   * Absent: the job takes no data.
   */
  data?: Type<object>;
}

/**
 * What a driver class implements. It throws to fail: a `DriverError` with a code and a message for people, or anything
 * else. Several runs may be inside one instance at once: keep no state of a run on `this`.
 */
export interface JobDriverHandler<Data extends object = object> {
  run(context: JobContext<Data>): Promise<DriverResult | void>;
  /**
   * Problems of complete-looking data that make a run pointless (`to` is empty …): the run fails with DATA_INCOMPLETE.
   * Secrets are masked here.
   */
  missing?(data: Partial<Data>): string[];
  /**
   * What this node expects to go wrong with the data, one sentence each: shown with `missing` when a job is written. It
   * keeps nothing from running: another node may be set up otherwise, and a run says best what fails. Secrets are masked.
   */
  warnings?(data: Partial<Data>): string[];
}

/** A failure that is worth a code and a sentence; `permanent` ones are not retried. */
export class DriverError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly permanent = false,
  ) {
    super(message);
    this.name = 'DriverError';
  }
}

export const JOB_DRIVER_METADATA = 'punctual:job-driver';

/**
 * Makes an injectable class a job driver. Import its module in `app.module.ts`; it is found at boot, and a duplicate
 * type or a class without `run` stops the boot with its name.
 */
export function JobDriver(options: JobDriverOptions): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(JOB_DRIVER_METADATA, options));
}
