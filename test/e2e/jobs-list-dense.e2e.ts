import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

/** More than a list counts exactly, and as many again that two grants reach. */
const MANY = 12_000;

let service: TestApp;
let owner: ApiClient;
let member: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  owner = service.as('owner', { teams: ['crowd', 'club'] });
  member = service.as('member', { teams: ['crowd', 'club'] });
  root = service.as('root', { superuser: true });
  for (const client of [owner, member, root]) await client.get('/api/auth/me');
  await service.sql.execute({
    text: `
      WITH made AS (
        INSERT INTO jobs (id, type, name, slug, owner_id, timezone, enabled)
        SELECT gen_random_uuid(), CASE WHEN i % 2 = 0 THEN 'noop' ELSE 'email' END, 'Job ' || lpad(i::text, 5, '0'), 'job-' || i,
               'owner', 'UTC', i > 500
        FROM generate_series(1, ${MANY}) i RETURNING *
      ), own AS (
        INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
        SELECT id, 'owner', 'owner', 5, name, created_at FROM made
      )
      INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
      SELECT id, team, 'share', 1, name, created_at FROM made, unnest(ARRAY['team:crowd', 'team:club']) AS team
      WHERE team = 'team:crowd' OR type = 'noop'`,
  });
  await service.sql.execute({ text: 'ANALYZE jobs, job_grants' });
});
afterAll(() => service?.close());

const clients = () => [
  ['their owner', owner] as const,
  ['a member of two teams', member] as const,
  ['a superuser', root] as const,
];
const numbers = (body: { _embedded: Record<string, { name: string }[]> }): number[] =>
  body._embedded['inf:job']!.map((job) => Number(job.name.slice(4)));

describe('a list of more jobs than are counted', () => {
  it('tells an estimate for the total, and says so', async () => {
    for (const [who, client] of clients())
      for (const query of ['limit=1', 'limit=1&enabled=true', 'limit=1&q=job']) {
        const { body } = await client.get(`/api/jobs?${query}`);
        expect([who, query, body.totalExact]).toEqual([who, query, false]);
        expect(body.total).toBeGreaterThan(10_000);
        expect(body.total).toBeLessThan(2 * MANY);
      }
  });

  it('counts exactly what a filter leaves, up to 10,000, however many grants reach it', async () => {
    for (const [who, client] of clients())
      for (const [query, total] of [
        ['type=noop', 6_000],
        ['enabled=false', 500],
        ['enabled=false&type=email', 250],
        ['favorite=true', 0],
      ] as const) {
        const { body } = await client.get(`/api/jobs?limit=2&${query}`);
        expect([who, query, body.total, body.totalExact]).toEqual([who, query, total, undefined]);
      }
  });

  it('shows each job once, in order, on every page, filtered or not', async () => {
    for (const [who, client] of clients())
      for (const [query, first] of [
        ['sort=name', 7_001],
        ['sort=name&enabled=true', 7_501],
        ['sort=name&q=job', 7_001],
        ['sort=name&favorite=false', 7_001],
      ] as const) {
        const { body } = await client.get(`/api/jobs?limit=5&start=7000&${query}`);
        expect([who, query, numbers(body)]).toEqual([who, query, [0, 1, 2, 3, 4].map((step) => first + step)]);
      }
  });

  it('sorts by name downwards, and by what no index has', async () => {
    for (const [who, client] of clients()) {
      expect([who, numbers((await client.get('/api/jobs?limit=2&sort=-name&enabled=true')).body)]).toEqual([
        who,
        [MANY, MANY - 1],
      ]);
      expect([who, numbers((await client.get('/api/jobs?limit=2&start=6000&sort=type,name')).body)]).toEqual([
        who,
        [2, 4],
      ]);
      expect([who, numbers((await client.get('/api/jobs?limit=2&sort=type,name&enabled=true')).body)]).toEqual([
        who,
        [501, 503],
      ]);
    }
  });
});
