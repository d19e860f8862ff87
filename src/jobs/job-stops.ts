import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { SqlSession } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { JobStopsRepository } from './job-stops.repository.js';
import { JobVersionsRepository } from './job-versions.repository.js';
import { supersededOccurrences } from './superseded.js';

/** Disables all jobs of something that goes, as if each had been edited: versions, audit events, fates of what was due. */
@Injectable()
export class JobStops {
  constructor(
    private readonly jobs: JobStopsRepository,
    private readonly ledger: LedgerRepository,
    private readonly versions: JobVersionsRepository,
    private readonly audit: AuditRepository,
  ) {}

  /** Runs under way end as they would. With `leaveWorkflow` the jobs are in no workflow afterwards. */
  async stop(
    session: SqlSession,
    jobIds: readonly string[],
    { actorId, leaveWorkflow = false }: { actorId: string; leaveWorkflow?: boolean },
  ): Promise<void> {
    if (jobIds.length === 0) return;
    await this.jobs.lock(session, jobIds);
    const due = await this.jobs.due(session, jobIds);
    await this.ledger.recordNonRuns(session, due.flatMap(supersededOccurrences));
    await this.ledger.supersedeWaiting(session, jobIds);
    const stopped = await this.jobs.disable(session, jobIds);
    const released = leaveWorkflow ? await this.jobs.release(session, jobIds) : [];
    await this.versions.recordAll(session, [...new Set([...stopped, ...released])], actorId);
    await this.audit.recordAll(
      session,
      stopped.map((subjectId) => ({
        actorId,
        subjectKind: 'job',
        subjectId,
        action: 'job.updated',
        changes: { enabled: { from: true, to: false } },
      })),
    );
  }
}
