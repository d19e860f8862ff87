import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SchedulerPauseDto } from './pause.dto.js';
import { SchedulerPauseRepository } from './scheduler-pause.repository.js';

/** Stops everything from starting, on every node; what runs goes on. What falls due is for each job's catch-up. */
@Injectable()
export class SchedulerPauseService {
  constructor(
    private readonly sql: Sql,
    private readonly pauses: SchedulerPauseRepository,
    private readonly audit: AuditRepository,
  ) {}

  async state(): Promise<SchedulerPauseDto> {
    const row = await this.pauses.find();
    return {
      paused: row !== undefined,
      pausedAt: row?.pausedAt.toISOString() ?? null,
      reason: row?.reason ?? null,
      pausedBy: row?.pausedBy ?? null,
    };
  }

  /** Paused already: the first pause stays, with its reason. */
  async pause(caller: Caller, reason: string | null): Promise<SchedulerPauseDto> {
    await this.sql.transaction(async (session) => {
      if (!(await this.pauses.pause(session, caller.userId, reason))) return;
      await this.audit.record(session, {
        ...SUBJECT,
        actorId: caller.userId,
        action: 'scheduler.paused',
        changes: { reason: { from: null, to: reason } },
      });
    });
    return this.state();
  }

  async resume(caller: Caller): Promise<SchedulerPauseDto> {
    await this.sql.transaction(async (session) => {
      if (await this.pauses.resume(session))
        await this.audit.record(session, { ...SUBJECT, actorId: caller.userId, action: 'scheduler.resumed' });
    });
    return this.state();
  }
}

const SUBJECT = { subjectKind: 'scheduler', subjectId: 'scheduler' } as const;
