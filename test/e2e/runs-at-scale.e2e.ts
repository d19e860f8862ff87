import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AllRunsRepository } from '../../src/scheduler/all-runs.repository.js';
import type { AllRunsFilter } from '../../src/scheduler/all-runs.repository.js';
import { AccessLevel } from '../../src/sharing/access-level.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { recordKnownRuns } from '../support/known-runs.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice');
  for (const client of [alice, service.as('bob')]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();

describe('runs across all jobs', () => {
  it('are the same few or many: gathered and put in order, or looked for in order', async () => {
    const jobs = await Promise.all(Array.from({ length: 4 }, () => createJob(alice)));
    for (const [index, { id }] of jobs.entries()) {
      const statuses = ['succeeded', 'failed', 'skipped', 'lost'];
      // Several at one instant: the id decides.
      const runs = Array.from({ length: 12 }, (_, n) => ({ createdAt: at(n % 5), status: statuses[(n + index) % 4]! }));
      await recordKnownRuns(service.sql, id, runs);
    }
    await shareJob(service.sql, jobs[0]!.id, 'bob', 1);
    await shareJob(service.sql, jobs[2]!.id, 'bob', 4);
    const repository = service.app.get(AllRunsRepository);
    const reach = (userId: string) => ({ principalIds: [userId], roleLevels: [AccessLevel.Owner] });
    const filter = fc.record<AllRunsFilter>(
      {
        statuses: fc.subarray(['succeeded', 'failed', 'skipped', 'running', 'queued'] as const, { minLength: 1 }),
        from: fc.integer({ min: 0, max: 3 }).map((minute) => new Date(at(minute))),
        to: fc.integer({ min: 3, max: 6 }).map((minute) => new Date(at(minute))),
        jobId: fc.constantFrom(jobs[0]!.id, jobs[1]!.id),
      },
      { requiredKeys: [] },
    );
    const window = fc.record({ start: fc.nat({ max: 50 }), limit: fc.integer({ min: 1, max: 50 }) });
    const reader = fc.constantFrom(undefined, reach('alice'), reach('bob'), reach('stranger'));
    await fc.assert(
      fc.asyncProperty(reader, filter, window, async (who, which, page) => {
        const [sparse, dense] = await Promise.all([
          repository.page(who, which, { ...page, isSparse: true }),
          repository.page(who, which, { ...page, isSparse: false }),
        ]);
        expect(sparse).toEqual(dense);
        const { total } = await repository.total(who, which);
        expect(sparse).toHaveLength(Math.max(0, Math.min(page.limit, total - page.start)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the statistics of a job', () => {
  it('count the newest 10,000 records of the period, and say since when', async () => {
    const { id } = await createJob(alice);
    const minutes = Array.from({ length: 10_003 }, (_, n) => n);
    // The oldest failed, and took longer than all others.
    const runs = minutes.map((n) => ({
      createdAt: at(n),
      status: n < 3 ? 'failed' : 'succeeded',
      durationMs: n < 3 ? 60_000 : 10,
    }));
    await recordKnownRuns(service.sql, id, runs);
    const statsOf = async (from: number, to: number) =>
      (await alice.get(`/api/jobs/${id}/stats?from=${at(from)}&to=${at(to)}`)).body;
    expect(await statsOf(0, 20_000)).toMatchObject({
      from: at(0),
      countedFrom: at(3),
      runs: 10_000,
      failed: 0,
      successRate: 1,
      durationMs: { p50: 10, p95: 10, max: 10 },
    });
    expect(await statsOf(0, 9_999)).toMatchObject({
      from: at(0),
      countedFrom: at(0),
      runs: 9_999,
      failed: 3,
      durationMs: { p50: 10, p95: 10, max: 60_000 },
    });
  });
});
