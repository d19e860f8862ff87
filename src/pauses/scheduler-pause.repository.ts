import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { SCHEDULE_CHANNEL } from '../jobs/job-schedules.repository.js';

export interface SchedulerPauseRow {
  pausedAt: Date;
  pausedBy: string | null;
  reason: string | null;
}

@Injectable()
export class SchedulerPauseRepository {
  constructor(private readonly sql: Sql) {}

  /** Undefined when the scheduler is not paused. */
  find(session: SqlSession | Sql = this.sql): Promise<SchedulerPauseRow | undefined> {
    return session.first<SchedulerPauseRow & Record<string, unknown>>({
      name: 'scheduler-pause.find',
      text: 'SELECT paused_at AS "pausedAt", paused_by AS "pausedBy", reason FROM scheduler_pauses',
    });
  }

  /** False when it was paused already: that stays as it is. */
  async pause(session: SqlSession, pausedBy: string, reason: string | null): Promise<boolean> {
    const inserted = await session.execute({
      text: 'INSERT INTO scheduler_pauses (paused_by, reason) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      values: [pausedBy, reason],
    });
    return inserted === 1;
  }

  /** Wakes all nodes at commit. False when it was not paused. */
  async resume(session: SqlSession): Promise<boolean> {
    const deleted = await session.execute({ text: 'DELETE FROM scheduler_pauses' });
    await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
    return deleted === 1;
  }
}
