import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { SCHEDULE_CHANNEL } from '../jobs/job-schedules.repository.js';
import type { ClaimScope } from './claim.repository.js';
import { ClaimRepository } from './claim.repository.js';
import { Claimer } from './claimer.js';
import { SchedulerParts } from './scheduler-parts.js';
import { WakeTimer } from './wake-timer.js';

const MAX_BATCH = 500;
/** The slow poll that makes every notification dispensable. */
const POLL_MS = 5_000;
/** When what is due is held by another claim. */
const BUSY_WAIT_MS = 20;
const AFTER_ERROR_MS = 1_000;
/** A stop does not wait longer than this for drivers that were aborted, or for a database that is away. */
const LAST_WORD_MS = 10_000;

/**
 * Claims due jobs and runs their drivers: a loop that arms itself, so that ticks never overlap. It sleeps until the next
 * due instant, and is woken by edits, by ends of runs, and by a slow poll.
 */
@Injectable()
export class SchedulerService implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('Scheduler');
  private readonly timer = new WakeTimer();
  private draining = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly drivers: DriverRegistry,
    private readonly claimer: Claimer,
    private readonly claims: ClaimRepository,
    private readonly parts: SchedulerParts,
  ) {}

  /** Whether runs can be started in this process now. */
  get canRun(): boolean {
    return this.env.NODE_ROLES.includes('scheduler') && !this.draining && this.parts.node.isAlive();
  }

  /** Runs in this process. */
  get running(): number {
    return this.parts.registry.size;
  }

  /** Whether one more run may start here: manual runs do not go beyond the node's concurrency either. */
  get hasRoom(): boolean {
    return this.parts.registry.size < this.env.SCHEDULER_CONCURRENCY;
  }

  /** Whether this node has the driver: while versions run side by side, an older one may not. */
  knows(type: string): boolean {
    return this.drivers.get(type) !== undefined;
  }

  /** A node that should run jobs but has no confirmed beat: it runs nothing until it has one again. */
  get hasLostItsBeat(): boolean {
    return this.env.NODE_ROLES.includes('scheduler') && !this.draining && !this.parts.node.isAlive();
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.env.NODE_ROLES.includes('scheduler')) return;
    const { node, registry, listener } = this.parts;
    await node.start({
      onReplaced: () => registry.abortAll('fenced'),
      onUnconfirmed: () => registry.abortAll('stopping'),
      onRescued: () => {
        this.timer.wake();
        void this.sweepFailures();
      },
    });
    await listener.start({
      [SCHEDULE_CHANNEL]: () => this.timer.wake(),
      punctual_abort: (runId) => registry.abort(runId, 'fenced'),
      punctual_cancel: (runId) => registry.abort(runId, 'canceled'),
    });
    this.parts.reconciler.start();
    this.loop = this.run();
    void this.sweepFailures();
  }

  /** Drain: claim no more, let runs finish for SHUTDOWN_GRACE_MS, then abort them; they go back to wait. */
  async onModuleDestroy(): Promise<void> {
    this.draining = true;
    this.timer.wake();
    const { registry } = this.parts;
    if (registry.size > 0)
      this.logger.log(`${registry.size} run(s) may finish within ${this.env.SHUTDOWN_GRACE_MS} ms`);
    await Promise.race([this.loop, pause(LAST_WORD_MS, undefined, { ref: false })]);
    if (await registry.whenIdle(this.env.SHUTDOWN_GRACE_MS)) return;
    this.logger.log(`${registry.size} run(s) are interrupted; they go back to wait`);
    registry.abortAll('stopping');
    if (!(await registry.whenIdle(LAST_WORD_MS)))
      this.logger.warn(`${registry.size} run(s) could not be brought to an end; others will find them lost`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.parts.reconciler.stop();
    await this.parts.listener.stop();
    await this.parts.finishes.close();
    await this.parts.node.stop().catch((error: Error) => this.logger.warn(`left without saying so: ${error.message}`));
  }

  /** Looks now, instead of when the timer would have. */
  wake(): void {
    this.timer.wake();
  }

  private async sweepFailures(): Promise<void> {
    await this.parts.runner
      .pauseFailing()
      .catch((error: Error) => this.logger.warn(`failing jobs were not looked for: ${error.message}`));
  }

  private async run(): Promise<void> {
    while (!this.draining) await this.timer.sleep(await this.runOnce());
  }

  /** One tick. @returns how long to sleep, in milliseconds */
  private async runOnce(): Promise<number> {
    try {
      return await this.tick();
    } catch (error) {
      this.logger.warn(`the scheduler's look failed and will be repeated: ${(error as Error).message}`);
      return AFTER_ERROR_MS;
    }
  }

  private async tick(): Promise<number> {
    const { node, registry, runner } = this.parts;
    const limit = Math.min(this.env.SCHEDULER_CONCURRENCY - registry.size, MAX_BATCH);
    if (!node.isAlive()) return AFTER_ERROR_MS / 4;
    if (limit <= 0) return POLL_MS;
    const scope: ClaimScope = { nodeId: node.id, queues: node.queues, types: this.drivers.types() };
    const claimed = await this.claimer.claim(scope, limit);
    if (claimed.length > 0)
      for (const end of await runner.start(scope.nodeId, claimed)) void end.finally(() => this.timer.wake());
    if (claimed.length >= limit) return 0;
    const untilDue = await this.claims.untilNextDue(scope);
    if (untilDue === null) return POLL_MS;
    // What is due but was not claimed is held by another claim: look again soon, not at once.
    if (untilDue <= 0) return claimed.length > 0 ? 0 : BUSY_WAIT_MS;
    return Math.min(Math.ceil(untilDue), POLL_MS);
  }
}
