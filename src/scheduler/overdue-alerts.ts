import { Injectable, Logger } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditRepository } from '../audit/audit.repository.js';
import { Sql } from '../database/sql.js';
import { occurrenceKey } from './claimed-run.js';
import type { OverdueRun } from './overdue.repository.js';
import { whyOverdue } from './overdue-reasons.js';
import { RunActions } from './run-actions.js';
import type { JobToRun } from './run-jobs.repository.js';
import { RunProgress } from './run-progress.js';
import type { AbortCause } from './running-run.js';
import { RunningRun } from './running-run.js';

/** All `onOverdue` actions of a job together. Well below the lease, after which others would begin anew. */
const LIMIT_MS = 60_000;

/** Runs `onOverdue` actions: of a run that has not started, and so on whichever node found out. */
@Injectable()
export class OverdueAlerts {
  private readonly logger = new Logger('Overdue');
  private readonly running = new Set<RunningRun>();

  constructor(
    private readonly sql: Sql,
    private readonly audit: AuditRepository,
    private readonly actions: RunActions,
  ) {}

  /** @returns whether it was told to the end; what a stop of this node breaks off is told again by another */
  async tell(late: OverdueRun, job: JobToRun): Promise<boolean> {
    const running = new RunningRun(asRun(late));
    const progress = new RunProgress();
    const timer = setTimeout(() => running.abort('timed_out'), LIMIT_MS);
    this.running.add(running);
    try {
      await this.actions.alert({ running, job, progress }, whyOverdue(late));
      if (running.abortCause === 'stopping') return false;
      await this.record(late, progress);
      return true;
    } catch (error) {
      this.logger.warn(
        { jobId: job.id },
        `the alert of job ${job.id} will be tried again: ${(error as Error).message}`,
      );
      return false;
    } finally {
      clearTimeout(timer);
      this.running.delete(running);
    }
  }

  abortAll(cause: AbortCause): void {
    for (const run of this.running) run.abort(cause);
  }

  /** There is no run whose steps these could be: the job's audit trail has them, beside what was found. */
  private record({ jobId, scheduledFor }: OverdueRun, { steps }: RunProgress): Promise<void> {
    const told = steps
      .filter(({ task }) => task.key.startsWith('job:actions.'))
      .map(({ task, result }) => ({ ...task.opts, ...result }));
    return this.audit.record(this.sql, {
      actorId: null,
      subjectKind: 'job',
      subjectId: jobId,
      action: 'job.overdueAlerted',
      changes: { scheduledFor: scheduledFor?.toISOString() ?? null, actions: told },
    });
  }
}

/** The run as drivers see it. Its key is the same each time it is told of, and not that of the run when it comes. */
function asRun({ jobId, runId, scheduledFor, trigger, attempt, idempotencyKey, dueAt }: OverdueRun) {
  return {
    id: runId ?? uuidv7(),
    jobId,
    scheduledFor,
    trigger,
    attempt,
    lostCount: 0,
    idempotencyKey: `${idempotencyKey ?? occurrenceKey(jobId, scheduledFor ?? dueAt)}:overdue`,
    requestedBy: null,
    parameters: null,
    startedAt: new Date(),
  };
}
