import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api', RESTRICTED_DRIVERS: 'snapshot-cleanup' } });
  alice = service.as('alice');
  bob = service.as('bob');
  await bob.get('/api/auth/me');
});
afterAll(() => service?.close());

const TOKEN = 'hunter2-hunter2';
const call = { method: 'POST', url: 'http://127.0.0.1:9/', auth: { type: 'bearer', token: TOKEN } };

interface Item {
  id: string;
  name: string;
  index: number;
}
const actionsOf = async (path: string): Promise<Item[]> => (await alice.get(path)).body._embedded['inf:job-action'];
const names = async (path: string): Promise<[string, number][]> =>
  (await actionsOf(path)).map(({ name, index }) => [name, index]);

/** A job of alice's and the path of its actions. */
async function jobWithActions(...wanted: string[]): Promise<{ id: string; path: string; ids: string[] }> {
  const { id } = await createJob(alice);
  const path = `/api/jobs/${id}/actions`;
  const ids: string[] = [];
  for (const name of wanted) ids.push((await alice.post(path, { type: 'noop', name })).body.id);
  return { id, path, ids };
}

describe('the actions of a job', () => {
  it('are made, listed, shown on the job’s page, changed and removed; each write is an edit of the job', async () => {
    const { id, path } = await jobWithActions();
    const made = await alice.post(path, { type: 'noop' });
    expect([made.status, made.headers.get('location')]).toEqual([201, `${path}/${made.body.id}`]);
    expect(made.body).toEqual({
      _links: {
        self: { href: `${path}/${made.body.id}` },
        'inf:job': { href: `/api/jobs/${id}` },
        'inf:action-attachments': { href: `${path}/${made.body.id}/attachments` },
      },
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      jobId: id,
      type: 'noop',
      name: 'No operation',
      data: {},
      condition: 'always',
      afterFailures: null,
      index: 0,
      enabled: true,
      warnings: [],
    });
    const { warnings: _none, ...shown } = made.body;
    const self = `${path}/${made.body.id}`;
    expect((await alice.get(self)).body).toEqual(shown);
    expect((await alice.get(path)).body).toMatchObject({
      _links: { self: { href: path } },
      start: 0,
      count: 1,
      total: 1,
    });
    const page = await alice.get(`/api/jobs/${id}`);
    expect(page.body._embedded['inf:job-actions']).toEqual([shown]);
    expect(page.headers.get('etag')).toBe('"2"');
    const fields = { name: 'Alert', condition: 'onFailure', afterFailures: 3, enabled: false, data: { sleepMs: 1 } };
    const changed = await alice.put(self, fields);
    expect([changed.status, changed.body]).toEqual([200, { ...shown, ...fields, warnings: [] }]);
    expect((await alice.put(self, changed.body)).body).toEqual(changed.body);
    expect((await alice.put(self, { condition: 'always' })).body).toMatchObject({ afterFailures: null, name: 'Alert' });
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"5"');
    expect((await alice.delete(self)).status).toBe(204);
    for (const gone of [await alice.get(self), await alice.put(self, {}), await alice.delete(self)])
      expectProblem(gone, 404, 'ACTION_NOT_FOUND');
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"6"');
    const versions = await service.sql.rows({
      text: `SELECT version, saved_by AS by FROM job_versions WHERE job_id = $1 AND version > 1 ORDER BY version`,
      values: [id],
    });
    expect(versions).toEqual([2, 3, 4, 5, 6].map((version) => ({ version, by: 'alice' })));
    const events = await service.sql.rows<{ action: string; actor: string }>({
      text: `SELECT action, actor_id AS actor FROM audit_events WHERE subject_id = $1 AND action <> 'job.created'`,
      values: [id],
    });
    expect(events.map(({ action, actor }) => `${actor} ${action}`)).toContain('alice job.actionsChanged');
  });

  it('stand in an order without gaps, wherever one is put', async () => {
    const { path, ids } = await jobWithActions('a', 'b', 'c', 'd');
    const [a, b] = ids as [string, string];
    expect((await alice.put(`${path}/${a}`, { index: 2 })).body.index).toBe(2);
    expect(await names(path)).toEqual([
      ['b', 0],
      ['c', 1],
      ['a', 2],
      ['d', 3],
    ]);
    expect((await alice.put(`${path}/${a}`, { index: 0 })).body.index).toBe(0);
    expect((await alice.put(`${path}/${b}`, { index: 99 })).body.index).toBe(3);
    expect(await names(path)).toEqual([
      ['a', 0],
      ['c', 1],
      ['d', 2],
      ['b', 3],
    ]);
    expect((await alice.post(path, { type: 'noop', name: 'e', index: 1 })).body.index).toBe(1);
    await alice.delete(`${path}/${a}`);
    expect(await names(path)).toEqual([
      ['e', 0],
      ['c', 1],
      ['d', 2],
      ['b', 3],
    ]);
  });

  it('keep their order when many are made at once, and are at most 50', async () => {
    const { path } = await jobWithActions();
    const answers = await Promise.all(Array.from({ length: 55 }, () => alice.post(path, { type: 'noop' })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 422, 'TOO_MANY_ACTIONS');
    expect((await actionsOf(path)).map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('refuse what is malformed or impossible, and nothing of it counts as an edit', async () => {
    const { id, path, ids } = await jobWithActions('first');
    const self = `${path}/${ids[0]}`;
    const refused: [object, number, string][] = [
      [{}, 400, 'VALIDATION_FAILED'],
      [{ type: 5 }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', jobId: id }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', name: ' ' }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', name: 'x'.repeat(256) }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', condition: 'sometimes' }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', index: -1 }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', index: 1.5 }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', enabled: 'yes' }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', enabled: null }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', condition: 'onFailure', afterFailures: 0 }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', data: [] }, 400, 'VALIDATION_FAILED'],
      [{ type: 'noop', data: { name: '\0' } }, 400, 'MALFORMED_TEXT'],
      [{ type: 'noop', afterFailures: 2 }, 422, 'AFTER_FAILURES_UNFIT'],
      [{ type: 'noop', data: { sleep: 5 } }, 422, 'DRIVER_DATA_INVALID'],
      [{ type: 'teleport' }, 422, 'UNKNOWN_DRIVER'],
    ];
    for (const [body, status, code] of refused) expectProblem(await alice.post(path, body), status, code);
    expectProblem(await alice.put(self, { type: 'email' }), 400, 'READ_ONLY_FIELD');
    const changed = await alice.put(self, { id: randomUUID(), jobId: randomUUID() });
    expect(problemPaths(changed)).toEqual(['id', 'jobId']);
    expectProblem(await alice.put(self, { afterFailures: 2 }), 422, 'AFTER_FAILURES_UNFIT');
    expectProblem(await alice.put(self, { data: { fail: 5 } }), 422, 'DRIVER_DATA_INVALID');
    for (const unknown of ['nonsense', randomUUID(), "' OR 1=1"])
      expectProblem(await alice.get(`${path}/${encodeURIComponent(unknown)}`), 404, 'ACTION_NOT_FOUND');
    const other = await jobWithActions();
    expectProblem(await alice.get(`${other.path}/${ids[0]}`), 404, 'ACTION_NOT_FOUND');
    expectProblem(await alice.delete(`${other.path}/${ids[0]}`), 404, 'ACTION_NOT_FOUND');
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"2"');
  });

  it('say what is missing for them to succeed', async () => {
    const { path } = await jobWithActions();
    const { body } = await alice.post(path, { type: 'email', data: { subject: 'Hello' } });
    expect(body.warnings).toEqual([expect.stringContaining('data.text')]);
    expect(
      (await alice.put(`${path}/${body.id}`, { data: { subject: 'Hello', text: 'World' } })).body.warnings,
    ).toEqual([]);
  });

  it('show secrets to nobody and keep them when they come back masked', async () => {
    const { id, path } = await jobWithActions();
    const { body } = await alice.post(path, { type: 'api-call', data: call });
    const self = `${path}/${body.id}`;
    for (const answer of [await alice.get(path), await alice.get(self), await alice.get(`/api/jobs/${id}`)])
      expect(JSON.stringify(answer.body)).not.toContain(TOKEN);
    expect(body.data.auth).toEqual({ type: 'bearer', token: '•••' });
    const sealed = async () =>
      (await service.sql.first<{ token: string }>({
        text: `SELECT data -> 'auth' ->> 'token' AS token FROM job_actions WHERE id = $1`,
        values: [body.id],
      }))!.token;
    const before = await sealed();
    expect(before).not.toContain(TOKEN);
    expect((await alice.put(self, { data: { ...body.data, method: 'PUT' } })).status).toBe(200);
    expect(await sealed()).toBe(before);
    const elsewhere = await alice.put(self, { data: { ...body.data, url: 'http://evil.example/' } });
    expectProblem(elsewhere, 422, 'DRIVER_DATA_INVALID');
    const audit = await service.sql.rows({
      text: 'SELECT changes FROM audit_events WHERE subject_id = $1',
      values: [id],
    });
    expect(JSON.stringify(audit)).not.toContain(TOKEN);
  });

  it('are read with VIEW, without their data, and changed with EDIT', async () => {
    const { id, path } = await jobWithActions();
    const action = (await alice.post(path, { type: 'api-call', data: call })).body;
    const self = `${path}/${action.id}`;
    const attachment = { type: 'dataset', data: { dataset: 'sales', format: 'csv' } };
    const attached = (await alice.post(`${self}/attachments`, attachment)).body;
    const contents = `${self}/attachments/${attached.id}/action-attachment-file-contents`;
    const writes = async () => [
      await bob.post(path, { type: 'noop' }),
      await bob.put(self, { name: 'Mine' }),
      await bob.delete(self),
      await bob.post(`${self}/attachments`, attachment),
      await bob.put(`${self}/attachments/${attached.id}`, { name: 'Mine' }),
      await bob.delete(`${self}/attachments/${attached.id}`),
      await bob.put(contents, 'text'),
      await bob.get(contents),
    ];
    for (const answer of [await bob.get(path), await bob.get(self), ...(await writes())])
      expectProblem(answer, 404, 'JOB_NOT_FOUND');
    for (const level of [1, 2]) {
      if (level === 1) await shareJob(service.sql, id, 'bob', 1);
      else
        await service.sql.execute({
          text: `UPDATE job_grants SET level = 2 WHERE job_id = $1 AND source = 'share'`,
          values: [id],
        });
      expect((await bob.get(self)).body).toMatchObject({ id: action.id, data: {} });
      expect((await bob.get(path)).body._embedded['inf:job-action'][0].data).toEqual({});
      expect((await bob.get(`/api/jobs/${id}`)).body._embedded['inf:job-actions'][0].data).toEqual({});
      const [seen] = (await bob.get(`${self}/attachments`)).body._embedded['inf:action-attachment'];
      expect(seen).toMatchObject({ id: attached.id, name: 'sales', data: {} });
      for (const answer of await writes()) expectProblem(answer, 403, 'ACCESS_DENIED');
    }
    await service.sql.execute({
      text: `UPDATE job_grants SET level = 3 WHERE job_id = $1 AND source = 'share'`,
      values: [id],
    });
    expect((await bob.get(self)).body.data.url).toBe(call.url);
    expect((await bob.put(self, { name: 'Ours' })).status).toBe(200);
  });

  it('of a restricted driver need its permission', async () => {
    const { path } = await jobWithActions();
    const body = { type: 'snapshot-cleanup' };
    expectProblem(await alice.post(path, body), 403, 'DRIVER_RESTRICTED');
    const permitted = service.as('alice', {
      permissions: ['permission.jobs.create', 'permission.drivers.snapshot-cleanup'],
    });
    expect((await permitted.post(path, body)).status).toBe(201);
  });

  it('go with the job, and with what was attached to them', async () => {
    const { id, path, ids } = await jobWithActions('last');
    await alice.post(`${path}/${ids[0]}/attachments`, { type: 'file', name: 'terms.pdf' });
    expect((await alice.delete(`/api/jobs/${id}`)).status).toBe(204);
    expectProblem(await alice.get(path), 404, 'JOB_NOT_FOUND');
    const left = await service.sql.rows({ text: 'SELECT id FROM job_actions WHERE job_id = $1', values: [id] });
    expect(left).toEqual([]);
  });
});
