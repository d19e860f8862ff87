import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';

let test: TestApp;
let ann: ApiClient;
let bob: ApiClient;
let jobId: string;

beforeAll(async () => {
  test = await startTestApp();
  ann = test.as('ann');
  bob = test.as('bob');
  for (const client of [ann, bob, test.as('tom', { teams: ['marketing'] })]) await client.get('/api/auth/me');
});
afterAll(() => test?.close());
beforeEach(async () => {
  jobId = (await ann.post('/api/jobs', { name: 'Shared report', type: 'noop' })).body.id;
});

const share = (principal: string, accessLevel: unknown, by: ApiClient = ann) =>
  by.put(`/api/jobs/${jobId}/shares/${principal}`, { accessLevel });

describe('sharing a job', () => {
  it('lets somebody see it, and takes it away on their next request', async () => {
    expectProblem(await bob.get(`/api/jobs/${jobId}`), 404, 'JOB_NOT_FOUND');
    expect((await share('bob', 1)).body).toMatchObject({ principalId: 'bob', accessLevel: 1 });
    expect((await bob.get(`/api/jobs/${jobId}`)).body.permissions).toEqual({
      read: true,
      edit: false,
      delete: false,
      run: false,
    });
    expect((await ann.delete(`/api/jobs/${jobId}/shares/bob`)).status).toBe(204);
    expectProblem(await bob.get(`/api/jobs/${jobId}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await ann.delete(`/api/jobs/${jobId}/shares/bob`), 404, 'SHARE_NOT_FOUND');
  });

  it('reaches the members of a team, also under its bare name', async () => {
    expect((await share('marketing', 2)).body.principalId).toBe('team:marketing');
    const tom = test.as('tom', { teams: ['marketing'] });
    expect((await tom.post(`/api/jobs/${jobId}`)).body.success).toBe(true);
    expect((await tom.get('/api/jobs-list')).body[0]).toMatchObject({
      id: jobId,
      sharing: [{ principalId: 'team:marketing', accessLevel: 2 }],
    });
  });

  it('removes with level 0 and lists what is left', async () => {
    await share('bob', 3);
    await share('team:marketing', 1);
    expect((await share('bob', 0)).body.accessLevel).toBe(0);
    const { body } = await ann.get(`/api/jobs/${jobId}/shares`);
    expect(body._embedded['inf:share']).toEqual([
      expect.objectContaining({ principalId: 'team:marketing', accessLevel: 1 }),
    ]);
  });

  it('lets nobody grant more than they hold, or share without SHARE', async () => {
    await share('bob', 3);
    expectProblem(await share('tom', 1, bob), 403, 'ACCESS_DENIED');
    await share('bob', 4);
    expect((await share('tom', 4, bob)).status).toBe(200);
    expectProblem(await share('tom', 5, bob), 400, 'VALIDATION_FAILED');
  });

  it('refuses what makes no sense, and changes nothing', async () => {
    expectProblem(await share('nobody', 2), 422, 'UNKNOWN_PRINCIPAL');
    expectProblem(await share('bob', 7), 400, 'VALIDATION_FAILED');
    expectProblem(await share('bob', '2'), 400, 'VALIDATION_FAILED');
    expectProblem(await share('ann', 2), 409, 'ALREADY_OWNER');
    expect((await ann.get(`/api/jobs/${jobId}/shares`)).body.total).toBe(0);
  });

  it('lets somebody give up their own share', async () => {
    await share('bob', 4);
    expect((await bob.delete(`/api/jobs/${jobId}/shares/bob`)).status).toBe(204);
    expectProblem(await bob.get(`/api/jobs/${jobId}/shares`), 404, 'JOB_NOT_FOUND');
  });

  it('remembers who shared what', async () => {
    await share('bob', 2);
    await share('bob', 2);
    await share('bob', 0);
    const events = await test.sql.rows<{ action: string; changes: unknown }>({
      text: `SELECT action, changes FROM audit_events WHERE subject_id = $1 AND action LIKE 'job.%shared' ORDER BY at`,
      values: [jobId],
    });
    expect(events).toEqual([
      { action: 'job.shared', changes: { bob: { from: 0, to: 2 } } },
      { action: 'job.unshared', changes: { bob: { from: 2, to: 0 } } },
    ]);
  });
});

describe('sharing a dataset', () => {
  it('works as with jobs, and lets another link it', async () => {
    await ann.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows: [{ a: 1 }] } });
    const link = { name: 'Uses it', type: 'noop', datasets: { sales: 'ann:sales' } };
    expectProblem(await bob.post('/api/jobs', link), 422, 'UNKNOWN_DATASET');
    expect((await ann.put('/api/datasets/sales/shares/bob', { accessLevel: 1 })).status).toBe(200);
    expect((await bob.post('/api/jobs', link)).status).toBe(201);
    expectProblem(await bob.put('/api/datasets/ann:sales/shares/bob', { accessLevel: 4 }), 403, 'ACCESS_DENIED');
  });
});

describe('explaining access', () => {
  it('names the level and every source of it', async () => {
    await share('tom', 1);
    await share('team:marketing', 3);
    const { body } = await test.as('tom', { teams: ['marketing'] }).get(`/api/jobs/${jobId}/access`);
    expect(body).toMatchObject({ principalId: 'tom', level: 'EDIT', accessLevel: 3 });
    expect(body.sources).toEqual([
      { kind: 'share', through: 'team:marketing', role: null, accessLevel: 3 },
      { kind: 'share', through: 'tom', role: null, accessLevel: 1 },
    ]);
    expect(body.permissions).toMatchObject({
      'job:read': true,
      'job:edit': true,
      'job:share': false,
      'job:delete': false,
    });
  });

  it('tells about others only to those who may share', async () => {
    await share('bob', 3);
    expectProblem(await bob.get(`/api/jobs/${jobId}/access?principalId=tom`), 403, 'ACCESS_DENIED');
    expect((await ann.get(`/api/jobs/${jobId}/access?principalId=bob`)).body.level).toBe('EDIT');
    expect((await ann.get(`/api/jobs/${jobId}/access?principalId=marketing`)).body.level).toBe('NONE');
    expectProblem(await ann.get(`/api/jobs/${jobId}/access?principalId=nobody`), 422, 'UNKNOWN_PRINCIPAL');
    for (const query of ['principalId=a&principalId=b', `principalId=${'x'.repeat(301)}`])
      expectProblem(await ann.get(`/api/jobs/${jobId}/access?${query}`), 400, 'VALIDATION_FAILED');
  });
});
