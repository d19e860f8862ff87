import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { SCHEDULE_CHANNEL } from '../jobs/job-schedules.repository.js';
import type { ClaimScope, NextDue } from './claim.repository.js';
import { ClaimRepository, LEAD_MS } from './claim.repository.js';
import type { ClaimedRun } from './claimed-run.js';
import { Claimer } from './claimer.js';
import { SchedulerParts } from './scheduler-parts.js';
import { WakeTimer } from './wake-timer.js';

const MAX_BATCH = 500;
/** The slow poll that makes every notification dispensable. */
const POLL_MS = 5_000;
/** When what is due is held by another claim. */
const BUSY_WAIT_MS = 20;
const AFTER_ERROR_MS = 1_000;
/** How long ends of runs gather before the loop looks what they let start. */
const AFTER_ENDS_MS = 5;
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
  /** What is due for all we know is claimed at once; if nothing is, asking first costs much less. */
  private expected: Expected = 'anything';
  /** The last look found no room for another run. */
  private isFull = false;
  private afterEnds?: NodeJS.Timeout;
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
    clearTimeout(this.afterEnds);
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
    while (!this.draining) {
      const { ms, isDueAfter } = await this.runOnce();
      const hasPassed = await this.timer.sleep(ms);
      if (isDueAfter && hasPassed) this.expected = isDueAfter;
    }
  }

  private async runOnce(): Promise<Rest> {
    try {
      return await this.tick();
    } catch (error) {
      this.logger.warn(`the scheduler's look failed and will be repeated: ${(error as Error).message}`);
      this.expected = 'anything';
      return rest(AFTER_ERROR_MS);
    }
  }

  private async tick(): Promise<Rest> {
    const { node, registry } = this.parts;
    const limit = Math.min(this.env.SCHEDULER_CONCURRENCY - registry.size, MAX_BATCH);
    if (!node.isAlive()) return rest(AFTER_ERROR_MS / 4);
    this.isFull = limit <= 0;
    if (this.isFull) return rest(POLL_MS);
    const scope: ClaimScope = { nodeId: node.id, queues: node.queues, types: this.drivers.types() };
    if (this.expected === 'nothing') {
      const next = await this.claims.nextDue(scope);
      if (!isClaimable(next)) return restUntilClaimable(next);
      this.expected = whatIsDueBy(next, 0);
    }
    const claimed = await this.claimAndStart(scope, limit);
    // There may be more.
    this.expected = claimed >= limit ? 'anything' : 'nothing';
    if (claimed >= limit) return rest(0);
    const next = await this.claims.nextDue(scope);
    return isClaimable(next) ? restUntilDue(next, claimed) : restUntilClaimable(next);
  }

  /** @returns how many runs were claimed */
  private async claimAndStart(scope: ClaimScope, limit: number): Promise<number> {
    const { claimer } = this;
    const claimed =
      this.expected === 'schedules' ? await claimer.claimSchedules(scope, limit) : await claimer.claim(scope, limit);
    // They count as running from here on; the loop does not wait until what they are to do has been read.
    if (claimed.length > 0) void this.start(scope.nodeId, claimed);
    return claimed.length;
  }

  private async start(nodeId: string, claimed: readonly ClaimedRun[]): Promise<void> {
    for (const end of await this.parts.runner.start(nodeId, claimed)) void end.finally(() => this.runEnded());
  }

  /** Its end may let something start: at once where there was no room, else soon, together with others that end now. */
  private runEnded(): void {
    if (this.isFull) this.timer.wake();
    else
      this.afterEnds ??= setTimeout(() => {
        this.afterEnds = undefined;
        this.timer.wake();
      }, AFTER_ENDS_MS);
  }
}

type Expected = 'nothing' | 'schedules' | 'anything';

/** How long to sleep, and what is due then if nobody has woken the sleeper before. */
interface Rest {
  ms: number;
  isDueAfter?: Expected;
}

function rest(ms: number): Rest {
  return { ms };
}

function isClaimable({ untilScheduleMs, untilWaitingMs }: NextDue): boolean {
  return isBy(untilScheduleMs, LEAD_MS) || isBy(untilWaitingMs, 0);
}

function restUntilClaimable({ untilScheduleMs, untilWaitingMs }: NextDue): Rest {
  const ms = Math.min((untilScheduleMs ?? Infinity) - LEAD_MS, untilWaitingMs ?? Infinity);
  return ms < POLL_MS ? restUntil(ms, untilWaitingMs) : rest(POLL_MS);
}

/**
 * After a claim that left it: what is due is held by another claim, so look again soon, not at once; what comes in a moment
 * is claimed when it has come.
 */
function restUntilDue({ untilScheduleMs, untilWaitingMs }: NextDue, claimed: number): Rest {
  const ms = Math.min(untilScheduleMs ?? Infinity, untilWaitingMs ?? Infinity);
  return restUntil(ms > 0 || claimed > 0 ? ms : BUSY_WAIT_MS, untilWaitingMs);
}

function restUntil(ms: number, untilWaitingMs: number | null): Rest {
  const whole = Math.max(0, Math.ceil(ms));
  return { ms: whole, isDueAfter: whatIsDueBy({ untilWaitingMs }, whole) };
}

function whatIsDueBy({ untilWaitingMs }: Pick<NextDue, 'untilWaitingMs'>, ms: number): Expected {
  return isBy(untilWaitingMs, ms) ? 'anything' : 'schedules';
}

function isBy(untilMs: number | null, ms: number): boolean {
  return untilMs !== null && untilMs <= ms;
}
