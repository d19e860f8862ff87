import { Inject } from '@nestjs/common';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import type { DriverResult, JobContext } from '../job-context.js';
import { DriverError, JobDriver } from '../job-driver.js';
import type { JobDriverHandler } from '../job-driver.js';
import { Adaptors } from './adaptors/adaptors.js';
import type { InstalledAdaptor } from './adaptors/installed-adaptors.js';
import { BodyError } from './compiler/body-error.js';
import { compileJob } from './compiler/compile.js';
import type { CompiledJob } from './compiler/compile.js';
import { masker, maskedJson } from './masking.js';
import { OpenfnData } from './openfn-data.dto.js';
import { bodyInvalid, openfnOff } from './openfn.errors.js';
import { resultOf } from './run-outcome.js';
import { Sandbox } from './sandbox/sandbox.js';
import type { Report } from './sandbox/reports.js';
import { Slots } from './sandbox/slots.js';

/** What the history keeps of a run. */
const MAX_RESULT_BYTES = 60 * 1024;

interface Prepared {
  adaptor: InstalledAdaptor;
  modules: Record<string, InstalledAdaptor>;
  job: CompiledJob;
}

/** Runs job code with adaptors by OpenFn's own runtime, in a process of its own. */
@JobDriver({
  type: 'openfn',
  title: 'OpenFn job',
  description:
    'Runs JavaScript with an OpenFn adaptor: operations that fetch, change and send data, one after the other.',
  data: OpenfnData,
})
export class OpenfnDriver implements JobDriverHandler<OpenfnData> {
  private readonly slots: Slots;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly adaptors: Adaptors,
    private readonly sandbox: Sandbox,
  ) {
    this.slots = new Slots(env.OPENFN_CONCURRENCY);
  }

  /** What a run here would fail with, as far as it can be told from the data. */
  warnings({ body, adaptor }: Partial<OpenfnData>): string[] {
    const checks = [
      () => this.assertOn(),
      () => typeof adaptor === 'string' && this.adaptors.resolve(adaptor),
      () => typeof body === 'string' && compiled(body),
    ];
    return checks.flatMap((check) => {
      try {
        check();
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    });
  }

  async run(context: JobContext<OpenfnData>): Promise<DriverResult> {
    this.assertOn();
    const prepared = this.prepare(context.job.data);
    if (this.slots.isFull)
      context.log('Waiting for another openfn job to end: OPENFN_CONCURRENCY run at the same time.');
    const giveBack = await this.slots.take(context.signal);
    try {
      return await this.execute(context, prepared);
    } finally {
      giveBack();
    }
  }

  private assertOn(): void {
    if (this.env.OPENFN_SANDBOX === 'off') throw openfnOff();
  }

  private prepare(data: OpenfnData): Prepared {
    const adaptor = this.adaptors.resolve(data.adaptor);
    const job = compiled(data.body);
    return { adaptor, job, modules: this.adaptors.modulesFor(adaptor, job.imports) };
  }

  private async execute(context: JobContext<OpenfnData>, prepared: Prepared): Promise<DriverResult> {
    const { job, signal } = context;
    const mask = masker(job.data.configuration);
    const reporter = new Reporter(context, prepared.job, mask);
    const end = await this.sandbox.run({
      job: processInput(context, prepared),
      timezone: job.timezone,
      signal,
      onReport: (report) => reporter.take(report),
      onLine: (line) => context.log(mask(line)),
    });
    const limits = { memoryMb: this.env.OPENFN_MEMORY_MB, timeoutMs: this.env.OPENFN_TIMEOUT_MS };
    try {
      const { data } = resultOf({ end, last: reporter.last, job: prepared.job, limits });
      return { data: maskedJson(data, mask) as Record<string, unknown> };
    } catch (error) {
      throw error instanceof DriverError ? new DriverError(error.code, mask(error.message), error.permanent) : error;
    }
  }
}

/** Hands on what the process tells: lines to the log, operations to the progress; keeps how it ended. */
class Reporter {
  last: Report | undefined;
  private readonly done = new Set<number>();

  constructor(
    private readonly context: JobContext<OpenfnData>,
    private readonly job: CompiledJob,
    private readonly mask: (text: string) => string,
  ) {}

  take(report: Report): void {
    if (report.type === 'log') this.context.log(this.mask(report.line));
    else if (report.type === 'operation') this.operation(report.index, report.success);
    else this.last ??= report;
  }

  private operation(index: number, success: boolean): void {
    const operation = this.job.operations[index];
    if (!operation || this.done.has(index)) return;
    this.done.add(index);
    const { name, line } = operation;
    const key = success ? 'job:status.success' : 'job:status.failed';
    this.context.progress({ key: 'job:progress.operation', opts: { name, line } }, { key, success });
  }
}

/** @throws DriverError OPENFN_BODY_INVALID */
function compiled(body: string): CompiledJob {
  try {
    return compileJob(body);
  } catch (error) {
    throw error instanceof BodyError ? bodyInvalid(error) : error;
  }
}

function processInput({ job, run, attempt, idempotencyKey }: JobContext<OpenfnData>, prepared: Prepared): object {
  const { code, importable, defer, watch } = prepared.job;
  return {
    code,
    importable,
    defer,
    watch,
    adaptor: prepared.adaptor.name,
    modules: prepared.modules,
    input: job.data.input ?? undefined,
    configuration: job.data.configuration ?? {},
    run: {
      id: run.id,
      attempt,
      idempotencyKey,
      trigger: run.trigger,
      scheduledFor: run.scheduledFor,
      parameters: run.parameters,
    },
    maxResultBytes: MAX_RESULT_BYTES,
  };
}
