import { SchedulerRegistry } from '@nestjs/schedule';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZoneRulesService } from '../../src/zone-rules/zone-rules.service.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import {
  HOUR_MS,
  ZONE,
  createDailyJob,
  dailyAt,
  databaseClock,
  planAsBefore,
  rewriteRules,
  storedRow,
} from '../support/zone-rules.js';

let test: TestApp;
let ann: ApiClient;
let rules: ZoneRulesService;
let now: number;

beforeAll(async () => {
  test = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = test.as('ann');
  rules = test.app.get(ZoneRulesService);
  // The tests look themselves.
  await test.app.get(SchedulerRegistry).getCronJob('zone-rules').stop();
});
afterAll(() => test?.close());

beforeEach(async () => {
  await test.sql.execute({ text: 'TRUNCATE jobs, zone_fingerprints, zone_changes, audit_events CASCADE' });
  now = await databaseClock(test);
});

/** A daily job at `dueMs` by the zone's real clock, and the fingerprint of its zone. */
async function jobAt(dueMs: number, fields: object = {}): Promise<string> {
  const jobId = await createDailyJob(ann, 'Daily', { interval: dailyAt(dueMs), ...fields });
  await rules.check();
  return jobId;
}
const movedJobs = async () => (await rules.check()).first.map((moved) => moved.jobId);
const dueAt = async (jobId: string): Promise<number | undefined> => (await storedRow(test, jobId)).dueAt?.getTime();
const changes = async () => (await test.as('root', { superuser: true }).get('/api/operations/zone-changes')).body;
const fingerprints = () =>
  test.sql.rows<{ timezone: string; tz_version: string }>({
    text: 'SELECT timezone, tz_version FROM zone_fingerprints',
  });

describe('the rules of zones', () => {
  it('are written down for the zones in which jobs are due, and for no others', async () => {
    await jobAt(now + 5 * HOUR_MS);
    await createDailyJob(ann, 'Off', { interval: '0 9 * * *', timezone: 'Europe/Berlin', enabled: false });
    await rules.check();
    expect(await fingerprints()).toEqual([{ timezone: ZONE, tz_version: process.versions.tz }]);
  });

  it('re-plan, when they change, the jobs whose next run moves', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    const hourly = await createDailyJob(ann, 'Hourly', { interval: '0 * * * *' });
    const elsewhere = await createDailyJob(ann, 'Elsewhere', {
      interval: dailyAt(now + HOUR_MS),
      timezone: 'Asia/Seoul',
    });
    const [hourlyDue, elsewhereDue] = [await dueAt(hourly), await dueAt(elsewhere)];
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8);
    expect(await movedJobs()).toEqual([jobId]);
    expect(await dueAt(jobId)).toBe(now + 4 * HOUR_MS);
    expect((await ann.get(`/api/jobs/${jobId}`)).body.nextRunAt).toBe(new Date(now + 4 * HOUR_MS).toISOString());
    expect([await dueAt(hourly), await dueAt(elsewhere)]).toEqual([hourlyDue, elsewhereDue]);
    expect(await movedJobs()).toEqual([]);
  });

  it('keep the jitter of the jobs that they move', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS, { jitterMs: 600_000 });
    const rightly = await storedRow(test, jobId);
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8);
    await rules.check();
    expect(await storedRow(test, jobId)).toEqual(rightly);
    expect(rightly.dueAt!.getTime()).toBeGreaterThan(rightly.occurrenceAt!.getTime());
  });

  it('make a run whose time of day is past now due at once', async () => {
    const jobId = await jobAt(now - HOUR_MS / 2);
    await planAsBefore(test, jobId, { dueMs: now + HOUR_MS / 2 });
    await rewriteRules(test, 8);
    await rules.check();
    expect(await dueAt(jobId)).toBe(now - HOUR_MS / 2);
  });

  it('give no second run to a day that has had its run', async () => {
    const jobId = await jobAt(now + HOUR_MS / 2);
    const ranAt = now - HOUR_MS / 2;
    await planAsBefore(test, jobId, { dueMs: ranAt + 24 * HOUR_MS, lastClaimedMs: ranAt });
    await rewriteRules(test, 10);
    await rules.check();
    expect(await dueAt(jobId)).toBe(now + 24.5 * HOUR_MS);
  });

  it('leave what is due already to its claim', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await planAsBefore(test, jobId, { dueMs: now - 1_000 });
    await rewriteRules(test, 8);
    expect(await movedJobs()).toEqual([]);
    expect(await dueAt(jobId)).toBe(now - 1_000);
  });

  it('re-plan at the start of a node, before it claims anything', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8);
    const restarted = await startTestApp({ env: { NODE_ROLES: 'api' }, databaseUrl: test.databaseUrl });
    await restarted.close();
    expect(await dueAt(jobId)).toBe(now + 4 * HOUR_MS);
  });

  it('are compared by one of several nodes that look at once, and each move is written once', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8);
    const rounds = await Promise.all(Array.from({ length: 4 }, () => movedJobs()));
    expect(rounds.flat()).toEqual([jobId]);
    expect((await changes()).total).toBe(1);
  });

  it('change nothing when the transaction dies before its commit', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8);
    await test.sql.execute({ text: 'ALTER TABLE zone_changes ADD CONSTRAINT no_more CHECK (false) NOT VALID' });
    await expect(rules.check()).rejects.toThrow('no_more');
    await test.sql.execute({ text: 'ALTER TABLE zone_changes DROP CONSTRAINT no_more' });
    expect(await dueAt(jobId)).toBe(now + 5 * HOUR_MS);
    expect(await movedJobs()).toHaveLength(1);
  });
});

describe('nodes with tz data of two versions', () => {
  it('do not fight: the older one leaves what the newer one planned', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8, '9999z');
    expect(await movedJobs()).toEqual([]);
    expect(await dueAt(jobId)).toBe(now + 5 * HOUR_MS);
    expect(await fingerprints()).toEqual([{ timezone: ZONE, tz_version: '9999z' }]);
  });

  it('plan alike in the end: what the older one claims meanwhile is put right by the newer one', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await rewriteRules(test, 8);
    expect(await movedJobs()).toEqual([]);
    await planAsBefore(test, jobId, { dueMs: now + 29 * HOUR_MS, lastClaimedMs: now + 4 * HOUR_MS });
    expect(await movedJobs()).toHaveLength(1);
    expect(await dueAt(jobId)).toBe(now + 28 * HOUR_MS);
    expect(await movedJobs()).toEqual([]);
  });
});

describe('GET /api/operations/zone-changes', () => {
  it('lists each job that moved, newest first, and tells the job’s editors in its audit trail', async () => {
    const jobId = await jobAt(now + 4 * HOUR_MS);
    await planAsBefore(test, jobId, { dueMs: now + 5 * HOUR_MS });
    await rewriteRules(test, 8);
    await rules.check();
    const nextRunAt = {
      from: new Date(now + 5 * HOUR_MS).toISOString(),
      to: new Date(now + 4 * HOUR_MS).toISOString(),
    };
    const page = await changes();
    expect(page).toMatchObject({ start: 0, count: 1, total: 1 });
    expect(page._embedded['inf:zone-change'][0]).toMatchObject({
      _links: { 'inf:job': { href: `/api/jobs/${jobId}` } },
      timezone: ZONE,
      tzVersion: { from: '2020a', to: process.versions.tz },
      job: { id: jobId, name: 'Daily', naturalId: 'ann:daily' },
      nextRunAt,
    });
    const trail = (await ann.get(`/api/jobs/${jobId}/audit`)).body._embedded['inf:audit-event'];
    expect(trail[0]).toMatchObject({ action: 'job.replanned', actorId: null, changes: { nextRunAt } });
    expect((await ann.get(`/api/jobs/${jobId}`)).body.updatedAt < trail[0].at).toBe(true);
  });

  it('lists a zone whose rules changed though no job moved, and can be narrowed to a zone', async () => {
    await jobAt(now + 4 * HOUR_MS);
    await test.sql.execute({
      text: `UPDATE zone_fingerprints SET tz_version = '2020a',
               rules = rules || jsonb_build_array(jsonb_build_array(covers_from + interval '1 year', 600))`,
    });
    expect(await movedJobs()).toEqual([]);
    const [change] = (await changes())._embedded['inf:zone-change'];
    expect(change).toMatchObject({ timezone: ZONE, job: null, nextRunAt: null });
    expect(Date.parse(change.differsFrom)).toBeGreaterThan(now + 364 * 24 * HOUR_MS);
    const root = test.as('root', { superuser: true });
    expect((await root.get('/api/operations/zone-changes?timezone=Asia/Seoul')).body.total).toBe(0);
    expect((await root.get(`/api/operations/zone-changes?timezone=${ZONE}`)).body.total).toBe(1);
  });

  it('is for superusers', async () => {
    expect((await ann.get('/api/operations/zone-changes')).status).toBe(403);
  });
});
