import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice', { teams: [{ id: 'analytics', role: 'admin' }] });
  await alice.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows: [{ a: 1 }] } });
});
afterAll(() => service?.close());

/** Paths of a job at version 4 with one of everything. */
interface Furnished {
  job: string;
  action: string;
  attachment: string;
}

async function furnished(): Promise<Furnished> {
  const { id } = await createJob(alice, { datasets: { sales: 'sales' } });
  const job = `/api/jobs/${id}`;
  const action = `${job}/actions/${(await alice.post(`${job}/actions`, { type: 'noop' })).body.id}`;
  const { body } = await alice.post(`${action}/attachments`, { type: 'file', name: 'f' });
  await alice.put(job, { notes: 'seen' });
  return { job, action, attachment: `${action}/attachments/${body.id}` };
}

const STALE = { 'If-Match': '"3"' };
const PRESENT = { 'If-Match': '"4"' };
const etag = (answer: Answer): string | null => answer.headers.get('etag');

type Change = (at: Furnished, ifMatch: Record<string, string>) => Promise<Answer>;
const CHANGES: [name: string, change: Change][] = [
  ['PUT of the job', ({ job }, ifMatch) => alice.put(job, { notes: 'new' }, ifMatch)],
  ['PATCH of the job', ({ job }, ifMatch) => alice.patch(job, { notes: 'new' }, ifMatch)],
  ['PUT owner', ({ job }, ifMatch) => alice.put(`${job}/owner`, { ownerId: 'team:analytics' }, ifMatch)],
  ['_restore', ({ job }, ifMatch) => alice.post(`${job}/versions/1/_restore`, undefined, ifMatch)],
  ['POST action', ({ job }, ifMatch) => alice.post(`${job}/actions`, { type: 'noop' }, ifMatch)],
  ['PUT action', ({ action }, ifMatch) => alice.put(action, { name: 'new' }, ifMatch)],
  ['DELETE action', ({ action }, ifMatch) => alice.delete(action, ifMatch)],
  [
    'POST attachment',
    ({ action }, ifMatch) => alice.post(`${action}/attachments`, { type: 'file', name: 'g' }, ifMatch),
  ],
  ['PUT attachment', ({ attachment }, ifMatch) => alice.put(attachment, { name: 'new' }, ifMatch)],
  ['DELETE attachment', ({ attachment }, ifMatch) => alice.delete(attachment, ifMatch)],
  [
    'PUT contents',
    ({ attachment }, ifMatch) => alice.put(`${attachment}/action-attachment-file-contents`, 'text', ifMatch),
  ],
  ['POST dataset', ({ job }, ifMatch) => alice.post(`${job}/datasets`, { alias: 'more', datasetId: 'sales' }, ifMatch)],
  ['PUT dataset', ({ job }, ifMatch) => alice.put(`${job}/datasets/sales`, { datasetId: 'sales' }, ifMatch)],
  ['DELETE dataset', ({ job }, ifMatch) => alice.delete(`${job}/datasets/sales`, ifMatch)],
];

describe('If-Match', () => {
  it.each(CHANGES)('lets %s happen only to the version that was seen', async (name, change) => {
    const at = await furnished();
    const before = await alice.get(at.job);
    const refused = await change(at, STALE);
    expectProblem(refused, 412, 'VERSION_MISMATCH');
    expect((await alice.get(at.job)).body).toEqual(before.body);
    const done = await change(at, PRESENT);
    expect([200, 201, 204]).toContain(done.status);
    expect(etag(done)).toBe(name.startsWith('DELETE') ? null : '"5"');
    expect(etag(await alice.get(at.job))).toBe('"5"');
    expectProblem(await change(at, PRESENT), 412, 'VERSION_MISMATCH');
  });

  it('lets a job be deleted only as it was seen', async () => {
    const { job } = await furnished();
    expectProblem(await alice.delete(job, STALE), 412, 'VERSION_MISMATCH');
    expect((await alice.delete(job, PRESENT)).status).toBe(204);
  });

  it('takes *, lists and weak tags, and is left out at will', async () => {
    const { job } = await furnished();
    for (const ifMatch of ['"1", "4"', 'W/"5"', '*'])
      expect((await alice.put(job, {}, { 'If-Match': ifMatch })).status).toBe(200);
    expect((await alice.put(job, {})).status).toBe(200);
    for (const ifMatch of ['4', '"x"', ''])
      expectProblem(await alice.put(job, {}, { 'If-Match': ifMatch }), 412, 'VERSION_MISMATCH');
  });

  it('tells nothing to those who may not change the job', async () => {
    const { job } = await furnished();
    const bob = service.as('bob');
    expectProblem(await bob.put(job, {}, STALE), 404, 'JOB_NOT_FOUND');
    await alice.put(`${job}/shares/bob`, { accessLevel: 2 });
    expectProblem(await bob.put(job, {}, STALE), 403, 'ACCESS_DENIED');
  });
});

describe('If-Match on a draft', () => {
  const edit = async (job: string): Promise<string> => `/api/jobs/${(await alice.post(`${job}/_edit`)).body.id}`;

  it('commits the draft only as it was tried out, when the draft is named', async () => {
    const { job } = await furnished();
    const draft = await edit(job);
    expect(etag(await alice.get(`${job}/draft`))).toBe('"1"');
    await alice.put(draft, { notes: 'changed in another window' });
    expectProblem(await alice.post(`${draft}/_commit`, undefined, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    const done = await alice.post(`${draft}/_commit`, undefined, { 'If-Match': '"2"' });
    expect([done.status, etag(done)]).toEqual([200, '"5"']);
  });

  it('replaces the job only as it was seen, when the job is named, also by force', async () => {
    const { job } = await furnished();
    await edit(job);
    await alice.put(job, { notes: 'second thoughts' });
    const force = `${job}/_commit?force=true`;
    expectProblem(await alice.post(force, undefined, PRESENT), 412, 'VERSION_MISMATCH');
    expectProblem(await alice.post(`${job}/_commit`, undefined, { 'If-Match': '"5"' }), 409, 'DRAFT_STALE');
    expect(etag(await alice.post(force, undefined, { 'If-Match': '"5"' }))).toBe('"6"');
  });

  it('discards the draft only as it was seen', async () => {
    const { job } = await furnished();
    const draft = await edit(job);
    await alice.put(draft, { notes: 'more work' });
    expectProblem(await alice.delete(`${job}/draft`, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    expectProblem(await alice.delete(draft, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    expect((await alice.delete(`${job}/draft`, { 'If-Match': '"2"' })).status).toBe(204);
  });

  it('counts its own edits, and those of its actions and links', async () => {
    const { job } = await furnished();
    const draft = await edit(job);
    expect(etag(await alice.post(`${draft}/actions`, { type: 'noop' }, { 'If-Match': '"1"' }))).toBe('"2"');
    expectProblem(await alice.put(draft, {}, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    expect(etag(await alice.get(job))).toBe('"4"');
  });
});

describe('the ETag of a job', () => {
  it('is the same on all that belongs to it', async () => {
    const { job, action, attachment } = await furnished();
    const paths = [job, `${job}/owner`, `${job}/actions`, action, `${action}/attachments`, attachment];
    for (const path of [...paths, `${job}/datasets`, `${job}/datasets/sales`])
      expect([path, etag(await alice.get(path))]).toEqual([path, '"4"']);
  });

  it('stays when it runs, is shared, tagged, or kept as a favorite', async () => {
    const { job } = await furnished();
    const tag = await alice.post('/api/tags', { name: 'etags' });
    await service.as('bob').get('/api/auth/me');
    await alice.post(job);
    await alice.put(`${job}/shares/bob`, { accessLevel: 1 });
    await alice.put(`${job}/tags/${tag.body.id}`);
    await alice.put(`${job}/favorite`);
    await alice.post(`${job}/_edit`);
    expect(etag(await alice.get(job))).toBe('"4"');
  });

  it('lets one of many who change parts of a job at once win', async () => {
    const { job, action } = await furnished();
    const answers = await Promise.all([
      alice.put(job, { notes: 'a' }, PRESENT),
      alice.put(action, { name: 'b' }, PRESENT),
      alice.post(`${job}/datasets`, { alias: 'c', datasetId: 'sales' }, PRESENT),
      alice.put(`${job}/owner`, { ownerId: 'team:analytics' }, PRESENT),
      alice.post(`${job}/versions/1/_restore`, undefined, PRESENT),
    ]);
    const refused = answers.filter(({ status }) => status === 412);
    const done = answers.filter(({ status }) => status < 300);
    expect([done.length, refused.length]).toEqual([1, 4]);
    expect(etag(await alice.get(job))).toBe('"5"');
  });
});
