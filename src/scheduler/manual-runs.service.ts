import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { DomainError } from '../errors/domain-error.js';
import type { SqlSession } from '../database/sql.js';
import type { SingleEffect } from '../idempotency/single-effect.js';
import { Traces } from '../tracing/traces.js';
import { absent } from '../sharing/access.guard.js';
import type { ClaimedRun } from './claimed-run.js';
import type { HistoryRow } from './history-rows.js';
import { HistoryRepository } from './history.repository.js';
import type { LockedSchedule, ManualRunRequest } from './manual-runs.repository.js';
import { ManualRunsRepository } from './manual-runs.repository.js';
import { RunAdmission, alreadyRunning } from './run-admission.js';
import { SchedulerParts } from './scheduler-parts.js';
import { SchedulerService } from './scheduler.service.js';

const LOOK_EVERY_MS = 200;

/** Runs that people start. They never move nextRunAt and never consume an occurrence. */
@Injectable()
export class ManualRunsService implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly repository: ManualRunsRepository,
    private readonly admission: RunAdmission,
    private readonly scheduler: SchedulerService,
    private readonly parts: SchedulerParts,
    private readonly history: HistoryRepository,
    private readonly traces: Traces,
  ) {}

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Leaves the run to any node. @returns its id. @throws DomainError as RunAdmission says */
  async enqueue(request: ManualRunRequest, caller: Caller, effect: SingleEffect): Promise<string> {
    if (effect.madeBefore !== undefined) return effect.madeBefore;
    return this.repository.transaction(async (session) => {
      const schedule = await this.admission.admit(session, request, caller);
      const runId = await this.repository.enqueue(session, request, schedule);
      await effect.made(session, runId);
      this.traces.startedByRequest(runId);
      return runId;
    });
  }

  /**
   * Runs the job now and waits for its end, however long that takes: here if this node runs jobs, else on one that does.
   * The client going away does not stop the run. @throws DomainError as RunAdmission says
   */
  async run(request: ManualRunRequest, caller: Caller, effect: SingleEffect): Promise<HistoryRow> {
    const isHere = this.scheduler.canRun && effect.madeBefore === undefined;
    const runId = isHere ? await this.runHere(request, caller, effect) : await this.enqueue(request, caller, effect);
    for (;;) {
      const row = await this.history.find(request.jobId, runId);
      if (!row) throw absent('job', request.jobId);
      if (row.status !== 'queued' && row.status !== 'running') return row;
      if (this.stopping) throw waitingElsewhere(request.jobId, runId);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Here, unless this node is full, does not serve the job's queue or know its type, or the run must wait for a slot of its key. */
  private async runHere(request: ManualRunRequest, caller: Caller, effect: SingleEffect): Promise<string> {
    const { node, runner } = this.parts;
    const nodeId = node.id;
    const { runId, claimed } = await this.repository.transaction(async (session) => {
      const schedule = await this.admission.admit(session, request, caller);
      const admitted = await this.startOrEnqueue(session, { nodeId, request, schedule });
      await effect.made(session, admitted.runId);
      return admitted;
    });
    this.traces.startedByRequest(runId);
    if (!claimed) return runId;
    const [end] = await runner.start(nodeId, [claimed]);
    await end?.finally(() => this.scheduler.wake());
    return runId;
  }

  private async startOrEnqueue(
    session: SqlSession,
    { nodeId, request, schedule }: { nodeId: string; request: ManualRunRequest; schedule: LockedSchedule },
  ): Promise<{ runId: string; claimed?: ClaimedRun }> {
    const isOurs = this.scheduler.knows(schedule.type) && this.parts.node.queues.includes(schedule.queue);
    if (!isOurs || schedule.concurrencyKeys !== null || !this.scheduler.hasRoom)
      return { runId: await this.repository.enqueue(session, request, schedule) };
    const claimed = await this.repository.start(session, nodeId, request, schedule);
    if (!claimed) throw alreadyRunning(request.jobId, null);
    return { runId: claimed.id, claimed };
  }
}

function waitingElsewhere(jobId: string, runId: string): DomainError {
  const href = `/api/jobs/${jobId}/history/${runId}`;
  return new DomainError(
    'unavailable',
    'NODE_STOPPING',
    `This node stops, but the run goes on elsewhere: see ${href}.`,
    {
      run: runId,
      _links: { 'inf:job-run': { href } },
    },
  );
}
