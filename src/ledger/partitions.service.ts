import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Sql } from '../database/sql.js';

const DAYS_AHEAD = 7;
/** One node at a time makes partitions; the others find them made. */
const LOCK = 7_305_104_222;

/** Prepares the ledger's partitions, one a day (UTC), ahead of time. Without them rows go to the default partition. */
@Injectable()
export class PartitionsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Ledger');

  constructor(private readonly sql: Sql) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.prepare();
  }

  @Cron('17 * * * *', { name: 'ledger-partitions', timeZone: 'UTC', waitForCompletion: true })
  async prepare(): Promise<void> {
    try {
      await this.sql.transaction(async (session) => {
        await session.execute({ text: 'SELECT pg_advisory_xact_lock($1)', values: [LOCK] });
        const days = await session.rows<{ name: string; from: string; to: string }>({
          text: missingDays,
          values: [DAYS_AHEAD],
        });
        for (const { name, from, to } of days)
          await session.execute({
            text: `CREATE TABLE ${name} PARTITION OF job_runs FOR VALUES FROM ('${from}') TO ('${to}')`,
          });
      });
    } catch (error) {
      // A day whose rows already lie in the default partition stays there: slower to prune, but complete.
      this.logger.warn(`partitions were not prepared: ${(error as Error).message}`);
    }
  }
}

/** Days from today on that have no partition and no rows in the default one. */
const missingDays = `
  SELECT 'job_runs_' || to_char(d, 'YYYYMMDD') AS name, to_char(d, 'YYYY-MM-DD') || 'T00:00:00Z' AS "from",
         to_char(d + interval '1 day', 'YYYY-MM-DD') || 'T00:00:00Z' AS "to"
  FROM generate_series((clock_timestamp() AT TIME ZONE 'UTC')::date, (clock_timestamp() AT TIME ZONE 'UTC')::date + $1::int, interval '1 day') AS d
  WHERE to_regclass('job_runs_' || to_char(d, 'YYYYMMDD')) IS NULL
    AND NOT EXISTS (
      SELECT FROM job_runs_default r
      WHERE r.occurrence_at >= d AT TIME ZONE 'UTC' AND r.occurrence_at < (d + interval '1 day') AT TIME ZONE 'UTC')`;
