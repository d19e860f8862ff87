import fs from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { ENV } from '../../../config/config.module.js';
import type { Env } from '../../../config/env.js';
import { OutboundTunnel } from '../../../outbound/outbound-tunnel.js';
import { Adaptors } from '../adaptors/adaptors.js';
import { openfnOff, sandboxUnavailable } from '../openfn.errors.js';
import { runProcess } from './job-process.js';
import type { ProcessEnd } from './job-process.js';
import { launch } from './launch.js';
import type { LaunchPlan } from './launch.js';
import { possiblePlans, probe } from './probe.js';
import { Proxy } from './proxy.js';
import type { Report } from './reports.js';
import { makeSandboxDirectory, removeSandboxDirectory, sweepSandboxDirectories } from './sandbox-directory.js';

/** A job as its process gets it, but for where the way out is. */
export interface SandboxRun {
  job: object;
  timezone: string;
  signal: AbortSignal;
  onReport(report: Report): void;
  onLine(line: string): void;
}

/**
 * Runs jobs in processes of their own: without the node's environment, with bounded memory and time, with no files but
 * what they need to run, and with the network that OPENFN_SANDBOX leaves them. How that can be done here is tried at boot.
 */
@Injectable()
export class Sandbox implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Openfn');
  private readonly stopping = new AbortController();
  private planned: Promise<LaunchPlan> | undefined;

  constructor(
    @Inject(ENV) private readonly env: Pick<
      Env,
      'OPENFN_SANDBOX' | 'OPENFN_MEMORY_MB' | 'OPENFN_TIMEOUT_MS' | 'NODE_ROLES'
    >,
    private readonly tunnel: OutboundTunnel,
    private readonly adaptors: Adaptors,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.OPENFN_SANDBOX === 'off' || !this.env.NODE_ROLES.includes('scheduler')) return;
    void sweepSandboxDirectories(Date.now());
    this.plan().catch(() => undefined);
  }

  /** Runs are ended by whoever started them; what is being tried is ours. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.planned?.catch(() => undefined);
  }

  /** @throws DriverError OPENFN_OFF, OPENFN_SANDBOX_UNAVAILABLE; the signal's reason */
  async run(input: SandboxRun): Promise<ProcessEnd> {
    const plan = await this.plan();
    const end = await this.start(plan, input);
    if (end.stopped === 'aborted') input.signal.throwIfAborted();
    return end;
  }

  /** How it is done here. What failed once is tried again at the next run. */
  private plan(): Promise<LaunchPlan> {
    this.planned ??= this.findPlan().catch((error: unknown) => {
      this.planned = undefined;
      throw error;
    });
    return this.planned;
  }

  private async findPlan(): Promise<LaunchPlan> {
    const mode = this.env.OPENFN_SANDBOX;
    if (mode === 'off') throw openfnOff();
    let problem = `OPENFN_SANDBOX=${mode} needs Linux`;
    for (const plan of await possiblePlans(mode)) {
      const found = await probe((input) => this.start(plan, input), plan, this.stopping.signal);
      if (found === undefined) {
        this.logger.log(described(plan));
        return plan;
      }
      if (this.stopping.signal.aborted) throw sandboxUnavailable('it stops');
      problem = `OPENFN_SANDBOX=${mode} is not possible on it (${found})`;
    }
    this.logger.warn(`openfn jobs will fail here: ${problem}.`);
    throw sandboxUnavailable(problem);
  }

  private async start(plan: LaunchPlan, { job, timezone, signal, onReport, onLine }: SandboxRun): Promise<ProcessEnd> {
    const directory = await makeSandboxDirectory(plan.asNobody);
    const proxy = new Proxy(this.tunnel, onLine);
    const limits = { memoryMb: this.env.OPENFN_MEMORY_MB, timeoutMs: this.env.OPENFN_TIMEOUT_MS };
    try {
      await proxy.listen(directory.socket, plan.asNobody);
      const start = launch({ plan, limits, directory, timezone, readable: await this.readable() });
      return await runProcess({
        launch: start,
        cwd: directory.tmp,
        job: { ...job, proxy: start.proxy, runtime: this.adaptors.runtime() },
        timeoutMs: limits.timeoutMs,
        signal,
        onReport,
        onLine,
      });
    } finally {
      proxy.close();
      await removeSandboxDirectory(directory);
    }
  }

  /** Every directory of packages that OpenFn's runtime and the adaptors are in. */
  private async readable(): Promise<string[]> {
    const directories = this.adaptors.paths().map(packagesAround);
    return [...new Set(await Promise.all(directories.map((one) => fs.realpath(one))))];
  }
}

/** The outermost `node_modules` around a package. */
function packagesAround(directory: string): string {
  const marker = `${path.sep}node_modules${path.sep}`;
  const start = directory.indexOf(marker);
  return start < 0 ? directory : directory.slice(0, start + marker.length - 1);
}

function described({ mode, asNobody }: LaunchPlan): string {
  const who = asNobody ? ' as nobody' : '';
  if (mode === 'unshare') return `openfn jobs run in namespaces of their own${who}.`;
  return `openfn jobs run in processes of their own${who}; OPENFN_SANDBOX=process does not fence their network.`;
}
