import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';
import { commit, edit, share as shareWith } from '../support/working-together.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;
let root: ApiClient;

const ascending = (a: number, b: number): number => a - b;

beforeAll(async () => {
  service = await startTestApp({ env: { RESTRICTED_DRIVERS: 'dataset-refresh' } });
  alice = service.as('alice');
  bob = service.as('bob');
  root = service.as('root', { superuser: true });
  for (const client of [alice, bob, root]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const share = (jobId: string, principalId: string, level: number) => shareWith(alice, jobId, principalId, level);
const shown = async (id: string, client = alice): Promise<Answer['body']> => (await client.get(`/api/jobs/${id}`)).body;
const nine = { interval: '0 9 * * *', timezone: 'UTC', enabled: true };

describe('POST /api/jobs/{id}/_commit', () => {
  it('puts the draft into the place of its original', async () => {
    const job = await createJob(alice, { name: 'Committed', notes: 'before' });
    await share(job.id, 'bob', 1);
    await alice.put(`/api/jobs/${job.id}/favorite`);
    await alice.post(`/api/jobs/${job.id}`);
    const draft = await edit(alice, job.id);
    await alice.post(`/api/jobs/${draft.id}`);
    await alice.put(`/api/jobs/${draft.id}`, { notes: 'after', maxAttempts: 3, ...nine });
    const { status, body, headers } = await commit(alice, draft.id);
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ id: job.id, slug: 'committed', ownerId: 'alice', createdAt: job.createdAt });
    expect(body).toMatchObject({ name: 'Committed', notes: 'after', maxAttempts: 3, editingId: null, ...nine });
    expect(Date.parse(body.nextRunAt)).toBeGreaterThan(Date.now());
    expect(new Date(body.nextRunAt).getUTCHours()).toBe(9);
    expect((await bob.get(`/api/jobs/${job.id}`)).status).toBe(200);
    expect((await alice.get(`/api/jobs/${job.id}/favorite`)).body.favorited).toBe(true);
    expect((await alice.get(`/api/jobs/${job.id}/history`)).body.total).toBe(1);
    expectProblem(await alice.get(`/api/jobs/${draft.id}`), 404, 'JOB_NOT_FOUND');
    const left = await service.sql.first({ text: 'SELECT 1 FROM job_runs WHERE job_id = $1', values: [draft.id] });
    expect(left).toBeUndefined();
    expectProblem(await commit(alice, job.id), 404, 'DRAFT_NOT_FOUND');
  });

  it('takes the name of a draft that was renamed, and keeps the slug', async () => {
    const { id } = await createJob(alice, { name: 'Old name' });
    const draft = await edit(alice, id);
    await alice.put(`/api/jobs/${draft.id}`, { name: 'New name (Draft)' });
    const { body } = await commit(alice, id);
    expect([body.id, body.name, body.slug]).toEqual([id, 'New name (Draft)', 'old-name']);
  });

  it('leaves nextRunAt alone when the schedule is the same', async () => {
    const { id } = await createJob(alice, { interval: '90 minutes', enabled: true });
    const before = await shown(id);
    await edit(alice, id);
    expect((await commit(alice, id)).body.nextRunAt).toBe(before.nextRunAt);
  });

  it('is refused when the original was changed, and says how by both sides', async () => {
    const { id } = await createJob(alice, { name: 'Contested', data: { progress: 1 }, ...nine });
    await share(id, 'bob', 3);
    const draft = await edit(bob, id);
    await bob.put(`/api/jobs/${draft.id}`, { interval: '0 8 * * *', notes: 'bob' });
    await alice.put(`/api/jobs/${id}`, { data: { progress: 5 }, notes: 'alice' });
    const answer = await commit(bob, id);
    expectProblem(answer, 409, 'DRAFT_STALE');
    expect(answer.body.details.theirs.changes).toEqual({
      data: { from: { progress: 1 }, to: { progress: 5 } },
      notes: { from: null, to: 'alice' },
    });
    expect(answer.body.details.yours.changes).toEqual({
      interval: { from: '0 9 * * *', to: '0 8 * * *' },
      notes: { from: null, to: 'bob' },
    });
    expect(await shown(id)).toMatchObject({ notes: 'alice', interval: '0 9 * * *', version: 2 });
    expect((await bob.get(`/api/jobs/${id}/draft/diff`)).body.isStale).toBe(true);
    const forced = await commit(bob, draft.id, '?force=true');
    expect(forced.body).toMatchObject({ notes: 'bob', interval: '0 8 * * *', data: { progress: 1 }, version: 3 });
  });

  it('lets one of two who commit at once win, and mixes nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await createJob(alice);
      await share(id, 'bob', 3);
      const drafts = await Promise.all([edit(alice, id), edit(bob, id)]);
      const fields = [
        { notes: 'alice', description: 'alice', data: { progress: 1 } },
        { notes: 'bob', description: 'bob', data: { progress: 2 } },
      ];
      await alice.put(`/api/jobs/${drafts[0].id}`, fields[0]);
      await bob.put(`/api/jobs/${drafts[1].id}`, fields[1]);
      const answers = await Promise.all([commit(alice, id), commit(bob, drafts[1].id)]);
      expect(answers.map((answer) => answer.status).sort(ascending)).toEqual([200, 409]);
      const winner = answers.findIndex((answer) => answer.status === 200);
      expect(await shown(id)).toMatchObject({ ...fields[winner], version: 2 });
      expect((await [alice, bob][1 - winner]!.get(`/api/jobs/${id}/draft`)).status).toBe(200);
    }
  });

  it('happens once when it is asked for twice at once', async () => {
    const { id } = await createJob(alice);
    const draft = await edit(alice, id);
    await alice.put(`/api/jobs/${draft.id}`, { notes: 'x' });
    const answers = await Promise.all([commit(alice, draft.id), commit(alice, draft.id), commit(alice, id)]);
    expect(answers.map((answer) => answer.status).sort(ascending)).toEqual([200, 404, 404]);
    expect(await shown(id)).toMatchObject({ notes: 'x', version: 2 });
  });

  it('is none any more once the share is withdrawn, also at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await createJob(alice, { notes: 'before' });
      await share(id, 'bob', 3);
      const draft = await edit(bob, id);
      await bob.put(`/api/jobs/${draft.id}`, { notes: 'after' });
      const [committed] = await Promise.all([commit(bob, draft.id), alice.delete(`/api/jobs/${id}/shares/bob`)]);
      expect([200, 404]).toContain(committed.status);
      expect((await shown(id)).notes).toBe(committed.status === 200 ? 'after' : 'before');
      expectProblem(await commit(bob, id), 404, 'JOB_NOT_FOUND');
    }
  });

  it('is 404 when the original was deleted, and the drafts went with it', async () => {
    const { id } = await createJob(alice);
    await share(id, 'bob', 3);
    const drafts = [await edit(alice, id), await edit(bob, id)];
    await bob.post(`/api/jobs/${drafts[1].id}`);
    expect((await alice.delete(`/api/jobs/${id}`)).status).toBe(204);
    expectProblem(await commit(bob, drafts[1].id), 404, 'JOB_NOT_FOUND');
    const ids = [id, ...drafts.map((draft) => draft.id)];
    for (const table of ['jobs', 'job_schedules', 'job_runs', 'job_outcomes', 'job_versions', 'active_runs']) {
      const column = table === 'jobs' ? 'id' : 'job_id';
      const text = `SELECT 1 FROM ${table} WHERE ${column} = ANY ($1)`;
      expect([table, await service.sql.rows({ text, values: [ids] })]).toEqual([table, []]);
    }
  });

  it('either comes before a deletion or finds nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await createJob(alice);
      const draft = await edit(alice, id);
      const [committed, deleted] = await Promise.all([commit(alice, draft.id), alice.delete(`/api/jobs/${id}`)]);
      expect(deleted.status).toBe(204);
      expect([200, 404]).toContain(committed.status);
      expect((await alice.get(`/api/jobs/${id}`)).status).toBe(404);
    }
  });

  it('refuses nonsense', async () => {
    const { id } = await createJob(alice);
    await edit(alice, id);
    expectProblem(await commit(alice, id, '?force=maybe'), 400, 'VALIDATION_FAILED');
    expectProblem(await commit(alice, randomUUID()), 404, 'JOB_NOT_FOUND');
    expectProblem(await commit(alice, 'not-an-id'), 404, 'JOB_NOT_FOUND');
  });

  it('is told to the audit trail and kept as a version', async () => {
    const { id } = await createJob(alice, { data: { progress: 1 } });
    const draft = await edit(alice, id);
    await alice.put(`/api/jobs/${draft.id}`, { notes: 'x', data: { progress: 2 }, overlap: 'queue' });
    await commit(alice, id);
    const [event] = await service.sql.rows<{ changes: unknown }>({
      text: `SELECT changes FROM audit_events WHERE subject_id = $1 AND action = 'job.draftCommitted' AND actor_id = 'alice'`,
      values: [id],
    });
    expect(event?.changes).toEqual({
      notes: { from: null, to: 'x' },
      overlap: { from: 'skip', to: 'queue' },
      data: { changedKeys: ['progress'] },
      draft: { from: draft.id, to: null },
    });
    expect((await alice.get(`/api/jobs/${id}/versions/2/diff`)).body.changes).toMatchObject({
      data: { from: { progress: 1 }, to: { progress: 2 } },
    });
  });
});

describe('GET and DELETE /api/jobs/{id}/draft', () => {
  it('show what a commit would change, down to the next ten run times', async () => {
    const { id } = await createJob(alice, { ...nine, name: 'Diffed' });
    const draft = await edit(alice, id);
    await alice.put(`/api/jobs/${draft.id}`, { interval: '30 8 * * *', timezone: 'Europe/Berlin' });
    const { status, body } = await alice.get(`/api/jobs/${draft.id}/draft/diff`);
    expect(status).toBe(200);
    expect(body.changes).toEqual({
      interval: { from: '0 9 * * *', to: '30 8 * * *' },
      timezone: { from: 'UTC', to: 'Europe/Berlin' },
    });
    expect([body.occurrences.before.length, body.occurrences.after.length, body.isStale]).toEqual([10, 10, false]);
    expect(body.occurrences.before[0]).toMatchObject({ at: (await shown(id)).nextRunAt, note: null });
    expect(body.occurrences.after[0].local).toMatch(/T08:30:00\+0[12]:00$/);
    await alice.put(`/api/jobs/${draft.id}`, { enabled: false });
    expect((await alice.get(`/api/jobs/${id}/draft/diff`)).body.occurrences.after).toEqual([]);
  });

  it('count simple intervals from the original’s creation', async () => {
    const { id } = await createJob(alice, { interval: '7 hours', enabled: true });
    await edit(alice, id);
    const { before, after } = (await alice.get(`/api/jobs/${id}/draft/diff`)).body.occurrences;
    expect(after).toEqual(before);
    expect(before[0].at).toBe((await shown(id)).nextRunAt);
  });

  it('name secrets that were replaced, and tell nobody their values', async () => {
    const auth = { type: 'bearer', token: 'hunter2' };
    const data = { method: 'POST', url: 'https://a.example/x', auth };
    const { id } = await createJob(alice, { type: 'api-call', data });
    const draft = await edit(alice, id);
    expect(draft.data.auth).toEqual({ type: 'bearer', token: '•••' });
    await alice.put(`/api/jobs/${draft.id}`, { data: { ...draft.data, expectStatus: [200] } });
    expect((await alice.get(`/api/jobs/${id}/draft/diff`)).body.changes.data.secrets).toBeUndefined();
    expect(
      (await alice.put(`/api/jobs/${draft.id}`, { data: { ...data, auth: { ...auth, token: 'x' } } })).status,
    ).toBe(200);
    const { body } = await alice.get(`/api/jobs/${id}/draft/diff`);
    expect(body.changes.data.secrets).toEqual(['auth.token']);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|enc:v1/);
  });

  it('discard the draft with its history', async () => {
    const { id } = await createJob(alice);
    const draft = await edit(alice, id);
    await alice.post(`/api/jobs/${draft.id}`);
    expect((await alice.delete(`/api/jobs/${id}/draft`)).status).toBe(204);
    expectProblem(await alice.delete(`/api/jobs/${id}/draft`), 404, 'DRAFT_NOT_FOUND');
    expectProblem(await alice.get(`/api/jobs/${id}/draft`), 404, 'DRAFT_NOT_FOUND');
    expectProblem(await alice.get(`/api/jobs/${id}/draft/diff`), 404, 'DRAFT_NOT_FOUND');
    expectProblem(await alice.get(`/api/jobs/${draft.id}`), 404, 'JOB_NOT_FOUND');
    const again = await alice.post(`/api/jobs/${id}/_edit`);
    expect([again.status, again.body.id === draft.id]).toEqual([201, false]);
    expect((await alice.delete(`/api/jobs/${again.body.id}`)).status).toBe(204);
    expect((await alice.get(`/api/jobs/${id}`)).status).toBe(200);
  });

  it('stop a test run of a draft that goes away', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 60_000 } });
    const draft = await edit(alice, id);
    const started = await alice.post(`/api/jobs/${draft.id}`, undefined, { Prefer: 'respond-async' });
    expect(started.status).toBe(202);
    expect((await commit(alice, id)).status).toBe(200);
    const left = await service.sql.rows({
      text: 'SELECT 1 FROM active_runs WHERE job_id = $1 UNION ALL SELECT 1 FROM pending_runs WHERE job_id = $1',
      values: [draft.id],
    });
    expect(left).toEqual([]);
  });
});
