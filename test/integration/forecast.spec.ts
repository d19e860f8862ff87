import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockModule } from '../../src/clock/clock.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Sql } from '../../src/database/sql.js';
import { ForecastModule } from '../../src/forecast/forecast.module.js';
import { StartForecaster } from '../../src/forecast/start-forecaster.service.js';
import { total } from '../../src/forecast/start-sums.js';
import { nextDue } from '../../src/jobs/job-schedules.js';
import type { JobPolicies } from '../../src/jobs/job-policies.js';
import { compileBlackouts } from '../../src/schedules/blackouts.js';
import type { Blackout } from '../../src/schedules/blackouts.js';
import { BucketGrid } from '../../src/schedules/counting/bucket-grid.js';
import { compileSchedule } from '../../src/schedules/schedule.js';
import type { IntervalType } from '../../src/schedules/schedule.js';
import { nextStart } from '../../src/schedules/starts.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

const HOUR_MS = 3_600_000;

let database: TestDatabase;
let sql: Sql;
let forecaster: StartForecaster;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  @Module({
    imports: [ConfigModule.forRoot(readEnv({})), ClockModule, DatabaseModule.forRoot(database.url, 4), ForecastModule],
  })
  class ForecastParts {}
  const parts = await NestFactory.createApplicationContext(ForecastParts, { logger: false });
  sql = parts.get(Sql);
  forecaster = parts.get(StartForecaster);
  close = () => parts.close();
  // What follows is about schedules alone.
  await sql.execute({ text: 'ALTER TABLE job_schedules DROP CONSTRAINT job_schedules_job_id_fkey' });
});
afterAll(async () => {
  await close?.();
  await database?.drop();
});

interface Job {
  id: string;
  enabled: boolean;
  editingId: null;
  intervalType: IntervalType;
  interval: string;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  createdAt: Date;
  policies: Partial<JobPolicies>;
}

const now = Date.UTC(2027, 2, 27, 9, 17, 33, 250);
const timed = (hours: number): fc.Arbitrary<Date | null> =>
  fc.option(
    fc.integer({ min: 0, max: hours * HOUR_MS }).map((ms) => new Date(now + ms)),
    { nil: null, freq: 3 },
  );
const schedules = fc.constantFrom<[IntervalType, string]>(
  ...['*/5 * * * *', '0 * * * *', '30 2 * * *', '0 3 * * 0', '7,9 */2 * * *', '*/20 * * * * *'].map(
    (interval): [IntervalType, string] => ['cron', interval],
  ),
  ...['1 minute', 'every 7 minutes', 'PT90M', '1.5 seconds', '90s', '1 day', '1 month', '6 hours'].map(
    (interval): [IntervalType, string] => ['simple', interval],
  ),
  ['once', ''],
);
const jobs: fc.Arbitrary<Job> = fc
  .record({
    id: fc.constant(null).map(() => randomUUID()),
    enabled: fc.constant(true),
    editingId: fc.constant(null),
    schedule: schedules,
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe'),
    startOn: timed(30),
    endOn: timed(60).map((date) => date && new Date(date.getTime() + 40 * HOUR_MS)),
    createdAt: fc.integer({ min: 1, max: 1000 * HOUR_MS }).map((ms) => new Date(now - ms)),
    policies: fc.record(
      {
        jitterMs: fc.constantFrom(20_000, 60_000, 300_000, 2 * HOUR_MS),
        blackouts: fc.constant<Blackout[]>([{ start: '01:00', end: '03:00' }]),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ schedule: [intervalType, interval], ...job }) => ({ ...job, intervalType, interval }));

async function insert(many: readonly Job[]): Promise<void> {
  const rows = many.map((job) => {
    const start = nextDue(job, new Date(now), null);
    const { intervalType: interval_type, startOn: start_on, endOn: end_on, createdAt: anchor } = job;
    const { id: job_id, interval, timezone, policies } = job;
    return {
      job_id,
      interval_type,
      interval,
      timezone,
      start_on,
      end_on,
      anchor,
      policies,
      due_at: start?.dueAt,
      occurrence_at: start?.occurrenceAt,
    };
  });
  await sql.execute({ text: 'TRUNCATE job_schedules' });
  await sql.execute({
    text: `
      INSERT INTO job_schedules (job_id, type, due_at, occurrence_at, interval_type, interval, timezone, start_on, end_on,
                                 anchor, policies)
      SELECT job_id, 'noop', due_at, occurrence_at, interval_type, interval, timezone, start_on, end_on, anchor, policies
      FROM jsonb_populate_recordset(NULL::job_schedules, $1)`,
    values: [JSON.stringify(rows)],
  });
}

/** One job after the other, one occurrence after the other. */
function visited(many: readonly Job[], grid: BucketGrid): number[] {
  const counts = new Float64Array(grid.count);
  for (const job of many) {
    const schedule = compileSchedule({ ...job, anchor: job.createdAt });
    const isBlackedOut = compileBlackouts(job.policies.blackouts ?? [], job.timezone);
    const jitter = { jobId: job.id, jitterMs: job.policies.jitterMs ?? 0 };
    let start = nextStart(schedule, now, jitter);
    for (; start && start.startMs < grid.toMs; start = nextStart(schedule, start.occurrenceMs, jitter))
      if (!isBlackedOut(start.occurrenceMs)) grid.add(counts, start.startMs, 1);
  }
  return [...counts];
}

describe('the forecast', () => {
  it('counts what the schedule rows say, however many of them are read as one', async () => {
    const grids = fc.record({
      fromMs: fc.integer({ min: -HOUR_MS, max: 20 * HOUR_MS }).map((ms) => now + ms),
      bucketMs: fc.constantFrom(60_000, 1_500, 90_500, HOUR_MS),
      count: fc.integer({ min: 1, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(jobs, { minLength: 30, maxLength: 60 }), grids, async (many, period) => {
        await insert(many);
        const { sums, unreadable } = await forecaster.forecast({ ...period, queues: 0, withLead: false });
        const grid = new BucketGrid(period.fromMs, period.bucketMs, period.count);
        expect([...total(sums, period.count)]).toEqual(visited(many, grid));
        expect(unreadable).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on without a schedule that can not be computed any more', async () => {
    await insert([]);
    await sql.execute({
      text: `INSERT INTO job_schedules (job_id, type, due_at, interval_type, interval, timezone, anchor)
             SELECT gen_random_uuid(), 'noop', '2027-03-28T00:00:00Z', 'cron', '0 0 * * *', zone, now()
             FROM unnest(ARRAY['UTC', 'Gone/Zone']) zone`,
    });
    const period = { fromMs: Date.UTC(2027, 2, 28), bucketMs: HOUR_MS, count: 2, queues: 0, withLead: false };
    const { sums, unreadable } = await forecaster.forecast(period);
    expect([...total(sums, 2)]).toEqual([1, 0]);
    expect(unreadable).toBe(1);
  });

  it('lets only so many wait for their turn', async () => {
    const period = { fromMs: now, bucketMs: HOUR_MS, count: 2, queues: 0, withLead: false };
    const asked = Array.from({ length: 12 }, () => forecaster.forecast(period));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'FORECAST_BUSY', kind: 'unavailable' } });
    await expect(forecaster.forecast(period)).resolves.toMatchObject({ sums: [] });
  });
});
