import { randomUUID } from 'node:crypto';
import type { JobContext } from '../drivers/job-context.js';
import type { ClaimedRun } from '../scheduler/claimed-run.js';
import { RunContext } from '../scheduler/run-context.js';
import { RunContexts } from '../scheduler/run-contexts.js';
import type { DriverWork } from '../scheduler/run-contexts.js';
import type { JobToRun } from '../scheduler/run-jobs.repository.js';
import type { RunningRun } from '../scheduler/running-run.js';
import type { DriverExample } from './driver-subject.js';
import { rowsUnder } from './recorded-context.js';

const OWNER = { ownerId: 'ana', ownerName: 'Ana Łuk', ownerEmail: 'ana@example.com' };
const INSTANT = new Date('2026-11-21T17:00:00Z');

/** Makes contexts whose datasets and attachments are those of an example. */
export class ExampleContexts extends RunContexts {
  data: unknown;
  before: unknown;

  constructor(private readonly example: DriverExample) {
    super(undefined as never, undefined as never);
  }

  override create(running: RunningRun, job: JobToRun, { data, progress }: DriverWork): JobContext<object> {
    this.data = data;
    this.before = structuredClone(data);
    return new RunContext({
      running,
      job: { ...job, ...this.example.job },
      data,
      progress,
      log: () => undefined,
      dataset: async (alias) => rowsUnder(alias, this.example.datasets?.[alias]),
      attachments: async () => this.example.attachments ?? [],
    });
  }
}

/** A run of an occurrence, as if this node had claimed it. */
export function claimedExample({ parameters = {} }: DriverExample): ClaimedRun {
  const id = randomUUID();
  return {
    id,
    jobId: randomUUID(),
    scheduledFor: INSTANT,
    trigger: 'schedule',
    attempt: 1,
    lostCount: 0,
    idempotencyKey: `bench:${id}`,
    requestedBy: null,
    parameters,
    startedAt: INSTANT,
  };
}

/** The job of a run, without dataset links: the context hands out the rows of the example. */
export function jobOf(type: string, example: DriverExample, data: Record<string, unknown>): JobToRun {
  const job = { id: randomUUID(), name: 'Daily Sales Report', timezone: 'America/Los_Angeles', ...OWNER };
  return { ...job, ...example.job, type, data, policies: {}, links: [], actions: [] };
}
