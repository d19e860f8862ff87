import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { ZoneFingerprint } from './zone-fingerprint.entity.js';

/** Any fixed number: who holds this advisory lock compares zones; others leave it to them. */
const LOCK = 7_305_104_223;

/** A zone that jobs use, and what is written of it. */
export interface UsedZone {
  timezone: string;
  stored: ZoneFingerprint | undefined;
}

@Injectable()
export class ZoneFingerprintsRepository {
  /** Until the transaction ends. False: another node is at it. */
  async tryLock(session: SqlSession): Promise<boolean> {
    const row = await session.first<{ locked: boolean }>({
      text: 'SELECT pg_try_advisory_xact_lock($1) AS locked',
      values: [LOCK],
    });
    return row!.locked;
  }

  /** The database's clock. */
  async now(session: SqlSession): Promise<Date> {
    return (await session.first<{ now: Date }>({ text: 'SELECT clock_timestamp() AS now' }))!.now;
  }

  /** Every zone in which a job is due some day; one scan of a narrow table. */
  async used(session: SqlSession): Promise<UsedZone[]> {
    const rows = await session.rows<Omit<ZoneFingerprint, 'tzVersion'> & { tzVersion: string | null }>({
      text: `
        SELECT u.timezone, f.tz_version AS "tzVersion", f.rules, f.covers_from AS "coversFrom", f.covers_until AS "coversUntil",
               f.previous_rules AS "previousRules", f.differs_from AS "differsFrom", f.watch_until AS "watchUntil"
        FROM (SELECT DISTINCT timezone FROM job_schedules WHERE due_at IS NOT NULL) u
        LEFT JOIN zone_fingerprints f ON f.timezone = u.timezone
        ORDER BY u.timezone`,
    });
    return rows.map(({ tzVersion, ...row }) => ({
      timezone: row.timezone,
      stored: tzVersion === null ? undefined : { ...row, tzVersion },
    }));
  }

  /** Writes fingerprints, over those that were written before. */
  async save(session: SqlSession, fingerprints: ZoneFingerprint[]): Promise<void> {
    if (fingerprints.length === 0) return;
    await session.execute({
      text: `
        INSERT INTO zone_fingerprints (timezone, tz_version, rules, covers_from, covers_until, previous_rules, differs_from, watch_until)
        SELECT f."timezone", f."tzVersion", f."rules", f."coversFrom", f."coversUntil", f."previousRules", f."differsFrom", f."watchUntil"
        FROM jsonb_to_recordset($1::jsonb) AS f ("timezone" text, "tzVersion" text, "rules" jsonb, "coversFrom" timestamptz,
          "coversUntil" timestamptz, "previousRules" jsonb, "differsFrom" timestamptz, "watchUntil" timestamptz)
        ON CONFLICT (timezone) DO UPDATE
        SET tz_version = excluded.tz_version, rules = excluded.rules, covers_from = excluded.covers_from,
            covers_until = excluded.covers_until, previous_rules = excluded.previous_rules,
            differs_from = excluded.differs_from, watch_until = excluded.watch_until`,
      values: [JSON.stringify(fingerprints)],
    });
  }

  /** Nodes with older tz data are reckoned with until then. */
  async watch(session: SqlSession, timezones: string[], until: Date): Promise<void> {
    await session.execute({
      text: 'UPDATE zone_fingerprints SET watch_until = $2 WHERE timezone = ANY ($1)',
      values: [timezones, until],
    });
  }
}
