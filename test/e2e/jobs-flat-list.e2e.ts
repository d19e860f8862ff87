import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';

let service: TestApp;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  root = service.as('root', { superuser: true });
});
afterAll(() => service?.close());

describe('GET /api/jobs-list of many jobs', () => {
  const MANY = 2_500;
  let many: ApiClient;

  beforeAll(async () => {
    many = service.as('many', { teams: ['crowd'] });
    await many.get('/api/auth/me');
    await service.sql.execute({
      text: `
        WITH made AS (
          INSERT INTO jobs (id, type, name, slug, owner_id, timezone)
          SELECT gen_random_uuid(), 'noop', 'Job ' || lpad((i / 2)::text, 5, '0'), 'job-' || i, 'many', 'UTC'
          FROM generate_series(1, ${MANY}) i RETURNING *
        ), own AS (
          INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
          SELECT id, 'many', 'owner', 5, name, created_at FROM made
        )
        INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
        SELECT id, 'team:crowd', 'share', 1, name, created_at FROM made`,
    });
  });

  it.each([
    ['their owner', () => many, 5],
    ['a superuser', () => root, 5],
    ['somebody they are shared with', () => service.as('member', { teams: ['crowd'] }), 1],
  ])('shows each once, in order, with exactly its keys, to %s', async (_, client, level) => {
    const { status, headers, body } = await client().get('/api/jobs-list');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    const jobs = (body as { id: string; name: string; ownerId: string }[]).filter((job) => job.ownerId === 'many');
    expect(new Set(jobs.map((job) => job.id)).size).toBe(MANY);
    const sorted = jobs.toSorted((a, b) => (a.name + a.id < b.name + b.id ? -1 : 1));
    expect(jobs.map((job) => job.id)).toEqual(sorted.map((job) => job.id));
    expect(jobs[0]).toEqual({
      id: expect.any(String),
      name: 'Job 00000',
      type: 'noop',
      enabled: false,
      ownerId: 'many',
      ownerName: 'many',
      naturalId: 'many:job-1',
      tags: [],
      sharing: [{ principalId: 'team:crowd', accessLevel: 1 }],
      permissions: { edit: level >= 3, write: level >= 3, delete: level >= 5, share: level >= 4 },
    });
  });

  it('breaks the connection off when a later page fails, instead of ending the list', async () => {
    const late = await service.sql.first<{ id: string }>({ text: `SELECT id FROM jobs WHERE slug = 'job-2000'` });
    await service.sql.execute({ text: 'ALTER TABLE job_tags RENAME TO job_tags_real' });
    await service.sql.execute({
      text: `
        CREATE FUNCTION broken() RETURNS uuid LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
        CREATE VIEW job_tags AS SELECT job_id, tag_id FROM job_tags_real UNION ALL SELECT '${late!.id}'::uuid, broken()`,
    });
    const headers = { Authorization: `Bearer ${many.token}` };
    const response = await fetch(`${service.url}/api/jobs-list`, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await service.sql.execute({
      text: 'DROP VIEW job_tags; DROP FUNCTION broken(); ALTER TABLE job_tags_real RENAME TO job_tags',
    });
    expect((await many.get('/api/jobs-list')).body).toHaveLength(MANY);
  });

  it('answers an ordinary error when the first page fails', async () => {
    await service.sql.execute({ text: 'ALTER TABLE job_tags RENAME TO job_tags_real' });
    expectProblem(await many.get('/api/jobs-list'), 500, 'INTERNAL_ERROR');
    await service.sql.execute({ text: 'ALTER TABLE job_tags_real RENAME TO job_tags' });
  });
});
