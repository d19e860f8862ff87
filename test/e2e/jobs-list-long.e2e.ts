import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

/** Long enough that pages are found by a walk. */
const JOBS = 60_000;
/** By what jobs are ordered in time, six at a time. */
const MOMENT = `(substr(slug, 5)::int * 7919 % ${JOBS} / 6)`;
/** Of each ten jobs the reader sees two; early on, all of every twentieth moment: there a walk ends in the middle of one. */
const IN_REACH = `CASE WHEN ${MOMENT} < 400 THEN ${MOMENT} % 20 = 3 ELSE right(slug, 1) IN ('3', '7') END`;

let service: TestApp;
let reader: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  reader = service.as('reader', { teams: ['crowd'] });
  root = service.as('root', { superuser: true });
  for (const client of [reader, root, service.as('owner')]) await client.get('/api/auth/me');
  await service.sql.execute({
    text: `
      WITH made AS (
        INSERT INTO jobs (id, type, name, slug, owner_id, timezone, enabled, updated_at)
        SELECT gen_random_uuid(), CASE WHEN i % 3 = 0 THEN 'noop' ELSE 'email' END, 'Job ' || lpad(i::text, 6, '0'), 'job-' || i,
               'owner', 'UTC', i % 2 = 0, timestamptz '2026-01-01Z' + (i * 7919 % ${JOBS} / 6) * interval '1 minute'
        FROM generate_series(1, ${JOBS}) i RETURNING *
      ), own AS (
        INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
        SELECT id, 'owner', 'owner', 5, name, created_at FROM made
      ), scheduled AS (
        INSERT INTO job_schedules (job_id, due_at, type, timezone, anchor, queue, priority)
        SELECT id, CASE WHEN slug NOT LIKE '%7' OR ${MOMENT} < 400 THEN updated_at + interval '1 year' END, type, timezone, created_at,
               CASE WHEN type = 'noop' THEN 'a' ELSE 'b' END, (ARRAY[0, 0, 5, -3])[1 + length(slug) % 4]
        FROM made
      ), fared AS (
        INSERT INTO job_outcomes (job_id, last_run_at, last_status)
        SELECT id, updated_at - interval '1 day', 'succeeded' FROM made WHERE slug NOT LIKE '%3'
      )
      INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
      SELECT id, 'team:crowd', 'share', 1, name, created_at FROM made WHERE ${IN_REACH}`,
  });
  await service.sql.execute({ text: 'ANALYZE jobs, job_grants, job_schedules' });
});
afterAll(() => service?.close());

interface Item {
  id: string;
  name: string;
  nextRunAt: string | null;
  updatedAt: string;
}

const ask = async (
  client: ApiClient,
  query: string,
): Promise<{ items: Item[]; total: number; totalExact?: boolean }> => {
  const { body } = await client.get(`/api/jobs?${query}`);
  return { items: body._embedded['inf:job'], total: body.total, totalExact: body.totalExact };
};

/** The same page without any index: all that the caller can see, sorted here. */
async function expected(who: ApiClient, orderBy: string, condition: string, window: string): Promise<string[]> {
  const rows = await service.sql.rows<{ id: string }>({
    text: `
      SELECT j.id FROM jobs j LEFT JOIN job_schedules s ON s.job_id = j.id LEFT JOIN job_outcomes o ON o.job_id = j.id
      WHERE ${who === reader ? `j.id IN (SELECT job_id FROM job_grants WHERE principal_id = 'team:crowd')` : 'true'} AND ${condition}
      ORDER BY ${orderBy} ${window}`,
  });
  return rows.map(({ id }) => id);
}

describe('a long list', () => {
  it.each([
    ['sort=nextRunAt', 's.due_at ASC NULLS LAST, j.id', 'true'],
    ['sort=-nextRunAt', 's.due_at DESC NULLS LAST, j.id', 'true'],
    ['sort=-nextRunAt,-name', 's.due_at DESC NULLS LAST, j.name DESC, j.id', 'true'],
    ['sort=lastRunAt', 'o.last_run_at ASC NULLS LAST, j.id', 'true'],
    ['sort=-lastRunAt,nextRunAt', 'o.last_run_at DESC NULLS LAST, s.due_at ASC NULLS LAST, j.id', 'true'],
    ['sort=-lastRunAt&type=noop', 'o.last_run_at DESC NULLS LAST, j.id', `j.type = 'noop'`],
    ['sort=updatedAt', 'j.updated_at, j.id', 'true'],
    ['sort=-updatedAt', 'j.updated_at DESC, j.id', 'true'],
    ['sort=-updatedAt&type=noop', 'j.updated_at DESC, j.id', `j.type = 'noop'`],
    ['sort=name&enabled=false', 'j.name, j.id', 'NOT j.enabled'],
    ['sort=-name&type=email', 'j.name DESC, j.id DESC', `j.type = 'email'`],
    ['sort=-createdAt&enabled=false', 'j.created_at DESC, j.id DESC', 'NOT j.enabled'],
  ])('is the same walked as sorted: %s', async (query, orderBy, condition) => {
    for (const client of [reader, root])
      for (const [start, limit] of [
        [0, 30],
        [45, 60],
        // Twice: the second time it is known to be long.
        [0, 30],
        [11_990, 30],
      ] as const) {
        const { items } = await ask(client, `${query}&start=${start}&limit=${limit}`);
        expect(items.map(({ id }) => id)).toEqual(
          await expected(client, orderBy, condition, `LIMIT ${limit} OFFSET ${start}`),
        );
      }
  });

  it('is the same where a walk ends between jobs of the same moment', async () => {
    for (let limit = 30; limit < 60; limit += 1)
      for (const [sort, orderBy] of [
        ['updatedAt', 'j.updated_at, j.id'],
        ['nextRunAt', 's.due_at ASC NULLS LAST, j.id'],
      ] as const) {
        const { items } = await ask(reader, `sort=${sort}&limit=${limit}`);
        expect(items.map(({ id }) => id)).toEqual(await expected(reader, orderBy, 'true', `LIMIT ${limit}`));
      }
  });

  it('ends with the jobs that have no next run', async () => {
    const start = (await expected(reader, 'j.id', 's.due_at IS NOT NULL', '')).length - 10;
    const { items } = await ask(reader, `sort=nextRunAt&start=${start}&limit=20`);
    expect(items.map(({ nextRunAt }) => nextRunAt === null)).toEqual(
      Array.from({ length: 20 }, (_, index) => index >= 10),
    );
  });

  it('is counted exactly again as soon as a page shows its end', async () => {
    expect(await ask(reader, 'limit=1')).toMatchObject({ totalExact: false });
    const left = 600;
    expect(await revokeAllBut(left)).toBeGreaterThan(10_000);
    const { items, total, totalExact } = await ask(reader, 'limit=1000');
    expect([items.length, total, totalExact]).toEqual([left, left, undefined]);
    expect((await ask(reader, 'limit=1')).total).toBe(left);
    for (const sort of ['nextRunAt', '-updatedAt'])
      expect((await ask(reader, `limit=7&sort=${sort}`)).items.length).toBe(7);
  });
});

function revokeAllBut(left: number): Promise<number> {
  return service.sql.execute({
    text: `
      DELETE FROM job_grants WHERE principal_id = 'team:crowd' AND job_id NOT IN (
        SELECT job_id FROM job_grants WHERE principal_id = 'team:crowd' LIMIT $1)`,
    values: [left],
  });
}
