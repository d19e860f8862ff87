import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  root = service.as('root', { superuser: true });
});
afterAll(() => service?.close());

// oxlint-disable-next-line typescript/no-explicit-any -- the job as it is
const shown = async (id: string): Promise<any> => (await alice.get(`/api/jobs/${id}`)).body;

describe('PUT /api/jobs/{id}', () => {
  it('does what the example of the source document does', async () => {
    const job = await createJob(alice, { name: 'Daily Sales Report' });
    const fields = { interval: '0 9 * * *', timezone: 'America/Los_Angeles', enabled: true };
    const { status, body, headers } = await alice.put(`/api/jobs/${job.id}`, fields);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...fields, intervalType: 'cron', name: 'Daily Sales Report', type: 'noop' });
    const hour = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/Los_Angeles',
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    expect(hour.format(new Date(body.nextRunAt))).toBe('09:00');
    expect(Date.parse(body.nextRunAt)).toBeGreaterThan(Date.now());
    expect(headers.get('etag')).toBe('"2"');
  });

  it('changes only what is given, by natural id too, and PATCH is the same', async () => {
    const job = await createJob(alice, { name: 'Partial', description: 'old', notes: 'old', data: { sleepMs: 1 } });
    await alice.put('/api/jobs/alice:partial', { description: 'new' });
    const { status, body } = await alice.patch('/api/jobs/alice%3Apartial', { notes: 'newer' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: job.id, description: 'new', notes: 'newer', data: { sleepMs: 1 }, version: 3 });
  });

  it('clears startOn, endOn, description, notes and interval with null', async () => {
    const { id } = await createJob(alice, {
      description: 'x',
      notes: 'y',
      interval: '0 9 * * *',
      startOn: '2026-01-01',
      endOn: '2099-01-01',
      enabled: true,
    });
    const cleared = { startOn: null, endOn: null, description: null, notes: null, interval: null };
    const { body } = await alice.put(`/api/jobs/${id}`, cleared);
    expect(body).toMatchObject({ ...cleared, intervalType: null, nextRunAt: null, enabled: true });
  });

  it.each(['enabled', 'data', 'name', 'timezone', 'overlap', 'maxAttempts'])('refuses null for %s', async (field) => {
    const { id } = await createJob(alice);
    const answer = await alice.put(`/api/jobs/${id}`, { [field]: null });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(new Set(problemPaths(answer))).toEqual(new Set([field]));
  });

  it('replaces data as a whole', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 5, progress: 2 } });
    expect((await alice.put(`/api/jobs/${id}`, { data: { progress: 3 } })).body.data).toEqual({ progress: 3 });
  });

  it('keeps the slug when the name changes', async () => {
    const { id } = await createJob(alice, { name: 'First Name' });
    const { body } = await alice.put(`/api/jobs/${id}`, { name: 'Second Name' });
    expect(body).toMatchObject({ name: 'Second Name', slug: 'first-name', naturalId: 'alice:first-name' });
    const found = await alice.get('/api/jobs?q=second');
    expect(found.body._embedded['inf:job'].map((job: { id: string }) => job.id)).toEqual([id]);
  });

  it('takes the body of a GET back unchanged', async () => {
    const fields = { interval: '0 9 * * *', enabled: true, startOn: '2026-01-01', endOn: '2099-12-31', maxAttempts: 2 };
    const { id } = await createJob(alice, { ...fields, timezone: 'Asia/Kathmandu', data: { progress: 1 } });
    const before = await shown(id);
    const { status, body } = await alice.put(`/api/jobs/${id}`, before);
    expect(status).toBe(200);
    const { version, updatedAt, warnings, ...rest } = body;
    expect(warnings).toEqual([]);
    expect(version).toBe(before.version + 1);
    expect(updatedAt > before.updatedAt).toBe(true);
    expect({ ...rest, version: before.version, updatedAt: before.updatedAt }).toEqual(before);
    const blank = await createJob(alice);
    expect((await alice.put(`/api/jobs/${blank.id}`, await shown(blank.id))).status).toBe(200);
  });

  it('refuses changed read-only fields, all of them at once', async () => {
    const job = await createJob(alice);
    const answer = await alice.put(`/api/jobs/${job.id}`, {
      type: 'email',
      slug: 'other',
      id: '01900000-0000-7000-8000-000000000001',
      ownerId: 'bob',
      createdAt: '2020-01-01T00:00:00Z',
      name: 'Never',
    });
    expectProblem(answer, 400, 'READ_ONLY_FIELD');
    expect(problemPaths(answer)).toEqual(['createdAt', 'id', 'ownerId', 'slug', 'type']);
    expect((await shown(job.id)).name).toBe(job.name);
  });

  it('refuses a version that is not the present one', async () => {
    const { id } = await createJob(alice);
    const first = await alice.put(`/api/jobs/${id}`, { notes: 'a' }, { 'If-Match': '"1"' });
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expectProblem(await alice.put(`/api/jobs/${id}`, { notes: 'b' }, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    expectProblem(await alice.patch(`/api/jobs/${id}`, { notes: 'b' }, { 'If-Match': 'x' }), 412, 'VERSION_MISMATCH');
    expect((await shown(id)).notes).toBe('a');
    expect((await alice.put(`/api/jobs/${id}`, { notes: 'c' }, { 'If-Match': '*' })).status).toBe(200);
    expect((await alice.put(`/api/jobs/${id}`, { notes: 'd' }, { 'If-Match': '"9", W/"3"' })).status).toBe(200);
  });

  it('lets one of two edits of the same version win', async () => {
    const { id } = await createJob(alice);
    const edits = ['a', 'b', 'c'].map((notes) => alice.put(`/api/jobs/${id}`, { notes }, { 'If-Match': '"1"' }));
    expect((await Promise.all(edits)).map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      200, 412, 412,
    ]);
  });

  it('does not count runs as edits: neither ETag nor updatedAt move', async () => {
    const { id } = await createJob(alice);
    const before = await shown(id);
    expect((await alice.post(`/api/jobs/${id}`)).body.success).toBe(true);
    const after = await shown(id);
    expect(after.lastStatus).toBe('succeeded');
    expect(after.lastRunAt).not.toBeNull();
    expect([after.version, after.updatedAt]).toEqual([before.version, before.updatedAt]);
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"1"');
  });
});

describe('secrets in data', () => {
  const call = { method: 'POST', url: 'https://api.example.com/hook', auth: { type: 'bearer', token: 's3cret-token' } };
  const masked = { ...call, auth: { type: 'bearer', token: '•••' } };

  it('are shown to nobody, and stored sealed', async () => {
    const job = await createJob(alice, { type: 'api-call', data: call });
    expect(job.data).toEqual(masked);
    for (const client of [alice, root]) expect((await client.get(`/api/jobs/${job.id}`)).body.data).toEqual(masked);
    const stored = await service.sql.rows({ text: 'SELECT data::text FROM jobs WHERE id = $1', values: [job.id] });
    expect(JSON.stringify(stored)).not.toContain('s3cret');
  });

  it('are kept when they come back masked, and refused when they would go elsewhere', async () => {
    const { id } = await createJob(alice, { type: 'api-call', data: call });
    const stored = async () =>
      (await service.sql.first<{ token: string }>({
        text: `SELECT data #>> '{auth,token}' AS token FROM jobs WHERE id = $1`,
        values: [id],
      }))!.token;
    const sealed = await stored();
    const kept = await alice.put(`/api/jobs/${id}`, { data: { ...masked, method: 'PUT' } });
    expect([kept.status, await stored()]).toEqual([200, sealed]);
    const elsewhere = await alice.put(`/api/jobs/${id}`, { data: { ...masked, url: 'https://evil.example.com/hook' } });
    expectProblem(elsewhere, 422, 'DRIVER_DATA_INVALID');
    expect(problemPaths(elsewhere)).toEqual(['data.auth.token']);
    expect((await shown(id)).data.url).toBe(call.url);
    const anew = { ...call, url: 'https://evil.example.com/hook', auth: { type: 'bearer', token: 'another' } };
    expect((await alice.put(`/api/jobs/${id}`, { data: anew })).status).toBe(200);
    expect(await stored()).not.toBe(sealed);
  });

  it('can’t be created masked', async () => {
    expectProblem(
      await alice.post('/api/jobs', { name: 'Masked', type: 'api-call', data: masked }),
      422,
      'DRIVER_DATA_INVALID',
    );
  });
});

describe('lockedAt', () => {
  it('is for superusers; others may send it back unchanged', async () => {
    const { id } = await createJob(alice);
    const refused = await alice.put(`/api/jobs/${id}`, { lockedAt: '2026-01-01T00:00:00Z', notes: 'lost?' });
    expectProblem(refused, 403, 'LOCK_NOT_PERMITTED');
    expect((await shown(id)).notes).toBeNull();
    const lockedAt = '2026-01-02T03:04:05.000Z';
    expect((await root.put(`/api/jobs/${id}`, { lockedAt })).body.lockedAt).toBe(lockedAt);
    expect((await alice.put(`/api/jobs/${id}`, await shown(id))).status).toBe(200);
    expectProblem(await alice.put(`/api/jobs/${id}`, { lockedAt: null }), 403, 'LOCK_NOT_PERMITTED');
    expect((await root.put(`/api/jobs/${id}`, { lockedAt: null })).body.lockedAt).toBeNull();
    const created = await alice.post('/api/jobs', { name: 'Locked', type: 'noop', lockedAt });
    expectProblem(created, 403, 'LOCK_NOT_PERMITTED');
  });

  it('keeps everything from starting, and the history says so', async () => {
    const { id } = await createJob(alice, { interval: '0 0 1 1 *', enabled: true });
    await root.put(`/api/jobs/${id}`, { lockedAt: '2026-01-01T00:00:00Z' });
    expectProblem(await alice.post(`/api/jobs/${id}`), 409, 'JOB_LOCKED');
    const later = await alice.post(`/api/jobs/${id}`, undefined, { Prefer: 'respond-async' });
    expectProblem(later, 409, 'JOB_LOCKED');
    await root.put(`/api/jobs/${id}`, { lockedAt: null });
    expect((await alice.post(`/api/jobs/${id}`)).body.success).toBe(true);
  });
});

describe('a shared job', () => {
  it('is changed by an editor, and not by somebody who may only run it', async () => {
    const { id } = await createJob(alice);
    const [editor, runner] = [service.as('editor'), service.as('runner')];
    for (const client of [editor, runner]) await client.get('/api/auth/me');
    await shareJob(service.sql, id, 'editor', 3);
    await shareJob(service.sql, id, 'runner', 2);
    expect((await editor.put(`/api/jobs/${id}`, { name: 'Edited' })).body.permissions).toEqual({
      read: true,
      edit: true,
      delete: false,
      run: true,
    });
    expectProblem(await runner.put(`/api/jobs/${id}`, { name: 'Never' }), 403, 'ACCESS_DENIED');
  });
});
