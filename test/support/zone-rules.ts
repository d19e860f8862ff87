import type { ApiClient } from './api-client.js';
import type { TestApp } from './app.js';

/** Tokyo is nine hours ahead of UTC all year: nothing but a test changes its rules. */
export const ZONE = 'Asia/Tokyo';
export const HOUR_MS = 3_600_000;

/** The next run of a job as its row has it. */
export interface StoredRow {
  dueAt: Date | null;
  occurrenceAt: Date | null;
}

export async function databaseClock({ sql }: TestApp): Promise<number> {
  const row = await sql.first<{ now: Date }>({ text: `SELECT date_trunc('minute', clock_timestamp()) AS now` });
  return row!.now.getTime();
}

/** A cron expression of the zone's time of day at an instant. */
export function dailyAt(instantMs: number): string {
  const wall = new Date(instantMs + 9 * HOUR_MS);
  return `${wall.getUTCMinutes()} ${wall.getUTCHours()} * * *`;
}

/** An enabled job. @returns its id */
export async function createDailyJob(client: ApiClient, name: string, fields: object): Promise<string> {
  const { status, body } = await client.post('/api/jobs', {
    name,
    type: 'noop',
    enabled: true,
    timezone: ZONE,
    ...fields,
  });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.id as string;
}

/** As if tz data of an older version, by which the zone's clock was elsewhere, had planned the job. */
export async function planAsBefore(
  { sql }: TestApp,
  jobId: string,
  { dueMs, lastClaimedMs = null }: { dueMs: number; lastClaimedMs?: number | null },
): Promise<void> {
  await sql.execute({
    text: `
      UPDATE job_schedules
      SET due_at = due_at - occurrence_at + $2::timestamptz, occurrence_at = $2, last_claimed_for = $3
      WHERE job_id = $1`,
    values: [jobId, new Date(dueMs), lastClaimedMs === null ? null : new Date(lastClaimedMs)],
  });
}

/** Replaces what is written of the zone: another offset, by another version of the tz data. */
export async function rewriteRules({ sql }: TestApp, offsetHours: number, tzVersion = '2020a'): Promise<void> {
  const touched = await sql.execute({
    text: `
      UPDATE zone_fingerprints
      SET tz_version = $2, rules = jsonb_build_array(jsonb_build_array(covers_from, $3::int)), previous_rules = NULL,
          differs_from = NULL, watch_until = NULL
      WHERE timezone = $1`,
    values: [ZONE, tzVersion, offsetHours * 60],
  });
  if (touched !== 1) throw new Error(`no fingerprint of ${ZONE}`);
}

export async function storedRow({ sql }: TestApp, jobId: string): Promise<StoredRow> {
  const row = await sql.first<StoredRow & Record<string, unknown>>({
    text: 'SELECT due_at AS "dueAt", occurrence_at AS "occurrenceAt" FROM job_schedules WHERE job_id = $1',
    values: [jobId],
  });
  return row!;
}
