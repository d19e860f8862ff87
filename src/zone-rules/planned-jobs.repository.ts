import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { PlannedStart } from '../jobs/job-schedules.js';
import { SCHEDULE_CHANNEL } from '../jobs/job-schedules.repository.js';
import type { PlannedJob } from './replanning.js';

const COLUMNS = `s.job_id AS "jobId", s.due_at AS "dueAt", s.occurrence_at AS "occurrenceAt",
  s.last_claimed_for AS "lastClaimedFor", s.interval_type AS "intervalType", s.interval, s.timezone,
  s.start_on AS "startOn", s.end_on AS "endOn", s.anchor, s.policies`;

/** A job and where its next start goes. */
export interface MovedJob {
  jobId: string;
  to: PlannedStart | null;
}

/** Reads and moves the next starts of jobs. */
@Injectable()
export class PlannedJobsRepository {
  /** Up to `limit` jobs of these zones that are due later, in the order of their ids, after a given id. Takes no locks. */
  read(
    session: SqlSession,
    timezones: string[],
    { afterJobId, limit }: { afterJobId: string; limit: number },
  ): Promise<PlannedJob[]> {
    return session.rows<PlannedJob & Record<string, unknown>>({
      text: `
        SELECT ${COLUMNS} FROM job_schedules s
        WHERE s.timezone = ANY ($1) AND s.due_at > clock_timestamp() AND s.job_id > $2
        ORDER BY s.job_id LIMIT $3`,
      values: [timezones, afterJobId, limit],
    });
  }

  /** The same jobs as they are now, locked until the transaction ends: neither claims nor edits touch them. */
  lock(session: SqlSession, jobIds: string[]): Promise<PlannedJob[]> {
    return session.rows<PlannedJob & Record<string, unknown>>({
      text: `SELECT ${COLUMNS} FROM job_schedules s WHERE s.job_id = ANY ($1) ORDER BY s.job_id FOR UPDATE`,
      values: [jobIds],
    });
  }

  /** Moves jobs that are locked. */
  async move(session: SqlSession, moved: MovedJob[]): Promise<void> {
    await session.execute({
      text: `
        UPDATE job_schedules s SET due_at = m.due_at, occurrence_at = m.occurrence_at
        FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS m (job_id, due_at, occurrence_at)
        WHERE s.job_id = m.job_id`,
      values: [
        moved.map(({ jobId }) => jobId),
        moved.map(({ to }) => to?.dueAt ?? null),
        moved.map(({ to }) => to?.occurrenceAt ?? null),
      ],
    });
  }

  /** Something may be due earlier than schedulers know; they hear of it at commit. */
  async wakeSchedulers(session: SqlSession): Promise<void> {
    await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
  }
}
