import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** What is written of a change: of one job that moved, or of a zone none of whose jobs did. */
export interface NewZoneChange {
  timezone: string;
  tzFrom: string;
  tzTo: string;
  differsFrom: Date;
  jobId: string | null;
  nextRunFrom: Date | null;
  nextRunTo: Date | null;
}

/** The same as read. */
export interface ZoneChangeRow extends NewZoneChange {
  id: string;
  detectedAt: Date;
  /** Null when there is no job, or it is gone. */
  jobName: string | null;
  jobNaturalId: string | null;
}

/** Changes are forgotten after so long. */
const KEPT = '400 days';
/** `total` is exact up to here. */
const EXACT_TOTAL = 10_000;

@Injectable()
export class ZoneChangesRepository {
  constructor(private readonly sql: Sql) {}

  /** In the transaction of the change. */
  async record(session: SqlSession, changes: NewZoneChange[]): Promise<void> {
    if (changes.length === 0) return;
    await session.execute({
      text: `
        INSERT INTO zone_changes (id, timezone, tz_from, tz_to, differs_from, job_id, next_run_from, next_run_to)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::uuid[], $7::timestamptz[],
                             $8::timestamptz[])`,
      values: [
        changes.map(() => uuidv7()),
        changes.map((change) => change.timezone),
        changes.map((change) => change.tzFrom),
        changes.map((change) => change.tzTo),
        changes.map((change) => change.differsFrom),
        changes.map((change) => change.jobId),
        changes.map((change) => change.nextRunFrom),
        changes.map((change) => change.nextRunTo),
      ],
    });
  }

  /** Newest first. */
  list(timezone: string | null, page: { start: number; limit: number }): Promise<ZoneChangeRow[]> {
    return this.sql.rows<ZoneChangeRow & Record<string, unknown>>({
      text: `
        SELECT c.id, c.detected_at AS "detectedAt", c.timezone, c.tz_from AS "tzFrom", c.tz_to AS "tzTo",
               c.differs_from AS "differsFrom", c.job_id AS "jobId", c.next_run_from AS "nextRunFrom",
               c.next_run_to AS "nextRunTo", j.name AS "jobName", j.owner_id || ':' || j.slug AS "jobNaturalId"
        FROM zone_changes c LEFT JOIN jobs j ON j.id = c.job_id
        WHERE $1::text IS NULL OR c.timezone = $1
        ORDER BY c.detected_at DESC, c.id DESC LIMIT $2 OFFSET $3`,
      values: [timezone, page.limit, page.start],
    });
  }

  /** Exact up to 10,000. */
  async total(timezone: string | null): Promise<{ total: number; exact: boolean }> {
    const row = await this.sql.first<{ count: number }>({
      text: `
        SELECT count(*)::int AS count
        FROM (SELECT 1 FROM zone_changes WHERE $1::text IS NULL OR timezone = $1 LIMIT ${EXACT_TOTAL + 1}) t`,
      values: [timezone],
    });
    return { total: Math.min(row!.count, EXACT_TOTAL), exact: row!.count <= EXACT_TOTAL };
  }

  /** Forgets what is older than 400 days. */
  async prune(session: SqlSession): Promise<void> {
    await session.execute({
      text: `DELETE FROM zone_changes WHERE detected_at < clock_timestamp() - interval '${KEPT}'`,
    });
  }
}
