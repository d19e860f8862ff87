import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { SqlSession } from '../database/sql.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { NodeService } from './node.service.js';
import { OverdueAlerts } from './overdue-alerts.js';
import { OverdueRepository } from './overdue.repository.js';
import type { OverdueRun } from './overdue.repository.js';
import { whyOverdue } from './overdue-reasons.js';
import { RunJobsRepository } from './run-jobs.repository.js';

const BATCH = 100;
const MAX_BATCHES = 10;
/** Alerts that are under way at once. */
const AT_ONCE = 8;
const MAX_LINES = 20;
/** After a start, what fell due meanwhile is claimed first. */
const SETTLED_AFTER_MS = 15_000;

/**
 * Finds runs that should have started and have not, and tells of each once: a line in the log, an event in the job's audit
 * trail, and its `onOverdue` actions. If the node dies meanwhile, another does it again after two minutes: at least once.
 */
@Injectable()
export class OverdueService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Overdue');
  private startedMs = Infinity;
  private stopped = false;
  private looking: Promise<unknown> = Promise.resolve();
  private unserved: string[] = [];

  constructor(
    private readonly repository: OverdueRepository,
    private readonly audit: AuditRepository,
    private readonly alerts: OverdueAlerts,
    private readonly jobs: RunJobsRepository,
    private readonly node: NodeService,
  ) {}

  onApplicationBootstrap(): void {
    this.startedMs = performance.now();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.alerts.abortAll('stopping');
    await this.looking;
  }

  /** Every node that runs jobs, one at a time. */
  @Cron('*/15 * * * * *', { name: 'overdue', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    if (this.stopped || !this.node.isAlive() || performance.now() - this.startedMs < SETTLED_AFTER_MS) return;
    try {
      await this.tellOfQueues();
      await this.look();
    } catch (error) {
      this.logger.warn(`what is overdue was not looked for: ${(error as Error).message}`);
    }
  }

  /** @returns how many were found */
  look(): Promise<number> {
    const looking = this.findAndTell();
    this.looking = looking.catch(() => undefined);
    return looking;
  }

  private async findAndTell(): Promise<number> {
    let found = 0;
    for (let batch = 0; batch < MAX_BATCHES && !this.stopped; batch++) {
      const late = (await this.repository.alone((session) => this.find(session))) ?? [];
      found += late.length;
      this.log(late);
      await this.tell(late);
      if (late.length < BATCH) break;
    }
    return found;
  }

  /** What is found is recorded in the transaction that claims it; what somebody else had begun to tell of is recorded already. */
  private async find(session: SqlSession): Promise<OverdueRun[]> {
    const due = await this.repository.claimDue(session, BATCH);
    const waiting = due.length < BATCH ? await this.repository.claimWaiting(session, BATCH - due.length) : [];
    const late = [...due, ...waiting];
    const events = late
      .filter(({ repeated }) => !repeated)
      .map((run) => ({
        actorId: null,
        subjectKind: 'job' as const,
        subjectId: run.jobId,
        action: 'job.overdue',
        changes: {
          scheduledFor: run.scheduledFor?.toISOString() ?? null,
          dueAt: run.dueAt.toISOString(),
          reason: whyOverdue(run),
        },
      }));
    await this.audit.recordAll(session, events);
    return late;
  }

  private async tell(late: readonly OverdueRun[]): Promise<void> {
    if (late.length === 0) return;
    const jobs = await this.jobs.load([...new Set(late.map(({ jobId }) => jobId))]);
    const hasAlert = ({ jobId }: OverdueRun): boolean =>
      jobs.get(jobId)?.actions.some(({ condition }) => condition === 'onOverdue') ?? false;
    await this.repository.told(late.filter((run) => !hasAlert(run)));
    const waiting = late.filter(hasAlert);
    const worker = async (): Promise<void> => {
      for (let run = waiting.shift(); run && !this.stopped; run = waiting.shift())
        if (await this.alerts.tell(run, jobs.get(run.jobId)!)) await this.repository.told([run]);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  private log(late: readonly OverdueRun[]): void {
    for (const run of late.slice(0, MAX_LINES))
      this.logger.warn({ jobId: run.jobId }, `job ${run.jobId} is overdue: ${whyOverdue(run).message}`);
    if (late.length > MAX_LINES) this.logger.warn(`${late.length - MAX_LINES} more jobs are overdue`);
  }

  /** Says so when it begins, and when it is over. */
  private async tellOfQueues(): Promise<void> {
    const unserved = await this.repository.unservedQueues();
    for (const queue of unserved)
      if (!this.unserved.includes(queue))
        this.logger.warn(`no running node serves the queue "${queue}", but jobs are scheduled in it (NODE_QUEUES)`);
    for (const queue of this.unserved)
      if (!unserved.includes(queue)) this.logger.log(`the queue "${queue}" is served again`);
    this.unserved = unserved;
  }
}
