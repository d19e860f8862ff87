import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClockModule } from '../clock/clock.module.js';
import { ConfigModule } from '../config/config.module.js';
import { readEnv } from '../config/env.js';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { DriversModule } from '../drivers/drivers.module.js';
import type { DriverResult } from '../drivers/job-context.js';
import type { RegisteredDriver } from '../drivers/registered-driver.js';
import { RunExecutor } from '../scheduler/run-executor.js';
import type { Execution } from '../scheduler/run-executor.js';
import { RunningRun } from '../scheduler/running-run.js';
import type { AbortCause } from '../scheduler/running-run.js';
import { ExampleContexts, claimedExample, jobOf } from './example-run.js';
import type { DriverExample, DriverSubject } from './driver-subject.js';
import { WatchedProgress } from './watched-progress.js';

const SECRETS = {
  SECRETS_KEY: 'a key of the driver bench, long enough for it',
  JWT_SECRET: 'a secret of the driver bench, long enough for it',
};

/** Time for a report that a driver forgot to wait for. */
const LATE_MS = 20;

/** A run under way on the bench. */
export interface BenchRun {
  /** Tells it to stop, as the scheduler does. */
  abort(cause: AbortCause): void;
  ended: Promise<EndedBenchRun>;
}

/** How a run on the bench ended. */
export interface EndedBenchRun extends Execution {
  example: DriverExample;
  /** Whether the driver itself came to an end; false when the scheduler gave it up. */
  settled: boolean;
  returned: DriverResult | void;
  progress: WatchedProgress;
  /** The data that the driver was given, and what it was before. */
  data: { given: unknown; before: unknown };
}

/** One driver in a Nest context of its own; its runs go through the executor of the scheduler, and no database. */
export class DriverBench {
  private ran: Promise<EndedBenchRun[]> | undefined;

  private constructor(
    private readonly app: INestApplicationContext,
    readonly subject: DriverSubject,
    readonly type: string,
  ) {}

  /** @throws DriverDeclarationError when the driver is not declared right */
  static async open(type: string, subject: DriverSubject): Promise<DriverBench> {
    const env = ConfigModule.forRoot(readEnv({ ...SECRETS, ...subject.env }));
    const root = { module: class Bench {}, imports: [env, ClockModule, DriversModule, ...subject.imports] };
    const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
    return new DriverBench(app, subject, type);
  }

  get driver(): RegisteredDriver {
    const driver = this.app.get(DriverRegistry).get(this.type);
    if (!driver) throw new Error(`No provider of the imports is a driver of the type "${this.type}".`);
    return driver;
  }

  get data(): DriverData {
    return this.app.get(DriverData);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.subject.close?.();
  }

  /** One run of each example that ends by itself: what works, what fails, what is huge. Run once, and looked at by many. */
  endings(): Promise<EndedBenchRun[]> {
    const { works, fails, huge } = this.subject;
    this.ran ??= Promise.all([works, fails, ...(huge ? [huge] : [])].map((example) => this.run(example)));
    return this.ran;
  }

  /** Runs an example to its end. */
  async run(example: DriverExample): Promise<EndedBenchRun> {
    return (await this.start(example)).ended;
  }

  /** Stores the data as a job does, and starts. `abortedBefore` stops it before the driver is called. */
  async start(example: DriverExample, abortedBefore?: AbortCause): Promise<BenchRun> {
    const stored = await this.data.prepareForStorage(this.type, example.data, null);
    const running = new RunningRun(claimedExample(example));
    if (abortedBefore) running.abort(abortedBefore);
    return { abort: (cause) => running.abort(cause), ended: this.toItsEnd(running, example, stored) };
  }

  private async toItsEnd(
    running: RunningRun,
    example: DriverExample,
    stored: Record<string, unknown>,
  ): Promise<EndedBenchRun> {
    const progress = new WatchedProgress();
    const watch = { settled: true, returned: undefined as DriverResult | void };
    const contexts = new ExampleContexts(example);
    const executor = new RunExecutor(this.watched(watch), this.data, undefined as never, contexts);
    const execution = await executor.execute(running, jobOf(this.type, example, stored), progress);
    progress.end();
    const { settled, returned } = watch;
    await pause(LATE_MS);
    return {
      example,
      ...execution,
      settled,
      returned,
      progress,
      data: { given: contexts.data, before: contexts.before },
    };
  }

  /** The registry, whose driver tells whether it came to an end. */
  private watched(watch: { settled: boolean; returned: DriverResult | void }): DriverRegistry {
    const { driver } = this;
    const run: RegisteredDriver['handler']['run'] = async (context) => {
      watch.settled = false;
      try {
        watch.returned = await driver.handler.run(context);
        return watch.returned;
      } finally {
        watch.settled = true;
      }
    };
    const registry = this.app.get(DriverRegistry);
    return Object.assign(Object.create(registry) as DriverRegistry, { get: () => ({ ...driver, handler: { run } }) });
  }
}
