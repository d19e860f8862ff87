import { createHash, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoredFileSweeper } from '../../src/actions/stored-file-sweeper.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { createJob } from '../support/shares.js';

const LIMIT = 1_000_000;

let service: TestApp;
let mails: MailServer;
let alice: ApiClient;

beforeAll(async () => {
  mails = await startMailServer();
  service = await startTestApp({ env: { SMTP_URL: mails.url, UPLOAD_LIMIT_BYTES: String(LIMIT) } });
  alice = service.as('alice', { email: 'alice@example.com' });
  const rows = [
    { city: 'Zürich', amount: 1.5 },
    { city: 'a,b', amount: null },
  ];
  await alice.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows } });
});
afterAll(async () => {
  await service?.close();
  await mails?.close();
});

/** A job with a mail that follows it, and where its attachments are. */
async function mailingJob(to = 'reader@example.com'): Promise<{ id: string; action: string; path: string }> {
  const { id } = await createJob(alice, { datasets: { sales: 'sales' } });
  const data = { to: [to], subject: 'Files', text: 'See the attachments.' };
  const { body } = await alice.post(`/api/jobs/${id}/actions`, { type: 'email', data });
  const action = `/api/jobs/${id}/actions/${body.id}`;
  return { id, action, path: `${action}/attachments` };
}

async function fileIn(path: string, name = 'terms.pdf'): Promise<string> {
  const { status, body } = await alice.post(path, { type: 'file', name });
  expect(status).toBe(201);
  return `${path}/${body.id}`;
}

const contentsOf = (file: string): string => `${file}/action-attachment-file-contents`;

/** Uploads bytes as curl -T does; chunked: without saying how many. */
async function upload(
  file: string,
  bytes: Buffer,
  { type, chunked = false }: { type?: string; chunked?: boolean } = {},
): Promise<Answer> {
  const response = await fetch(service.url + contentsOf(file), {
    method: 'PUT',
    headers: { Authorization: `Bearer ${alice.token}`, ...(type ? { 'Content-Type': type } : {}) },
    body: chunked ? new Blob([new Uint8Array(bytes)]).stream() : new Uint8Array(bytes),
    ...(chunked ? { duplex: 'half' } : {}),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function download(file: string): Promise<{ headers: Headers; bytes: Buffer; status: number }> {
  const response = await fetch(service.url + contentsOf(file), { headers: { Authorization: `Bearer ${alice.token}` } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function count(table: 'stored_files' | 'stored_file_chunks'): Promise<number> {
  return (await service.sql.first<{ count: number }>({ text: `SELECT count(*)::int AS count FROM ${table}` }))!.count;
}

describe('attachments', () => {
  it('are made, listed, changed and removed; each write is an edit of the job', async () => {
    const { id, action, path } = await mailingJob();
    const made = await alice.post(path, { type: 'dataset', data: { dataset: 'sales', format: 'csv' } });
    const self = `${path}/${made.body.id}`;
    expect([made.status, made.headers.get('location')]).toEqual([201, self]);
    expect(made.body).toEqual({
      _links: { self: { href: self }, 'inf:job-action': { href: action } },
      id: made.body.id,
      jobActionId: action.split('/').at(-1),
      type: 'dataset',
      name: 'sales',
      data: { dataset: 'sales', format: 'csv' },
    });
    expect((await alice.get(self)).body).toEqual(made.body);
    const file = await fileIn(path);
    const listed = (await alice.get(path)).body;
    expect(listed).toMatchObject({ _links: { self: { href: path } }, total: 2 });
    expect(listed._embedded['inf:action-attachment'].map((one: { name: string }) => one.name)).toEqual([
      'sales',
      'terms.pdf',
    ]);
    const changed = await alice.put(self, { ...made.body, name: 'Q3', data: { dataset: 'sales', format: 'xlsx' } });
    expect([changed.status, changed.body.name, changed.body.data.format]).toEqual([200, 'Q3', 'xlsx']);
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"5"');
    expect((await alice.delete(file)).status).toBe(204);
    for (const gone of [await alice.get(file), await alice.delete(file), await upload(file, Buffer.from('x'))])
      expectProblem(gone, 404, 'ATTACHMENT_NOT_FOUND');
    expectProblem(await alice.get(`/api/jobs/${id}/actions/${randomUUID()}/attachments`), 404, 'ACTION_NOT_FOUND');
  });

  it('refuse what is malformed or impossible', async () => {
    const { path } = await mailingJob();
    const file = await fileIn(path);
    expectProblem(await alice.post(path, { type: 'link' }), 400, 'VALIDATION_FAILED');
    expectProblem(await alice.post(path, { type: 'file', name: 'a', fileId: randomUUID() }), 400, 'VALIDATION_FAILED');
    for (const data of [
      undefined,
      {},
      { dataset: 5, format: 'csv' },
      { dataset: 'sales', format: 'pdf' },
      { dataset: 'sales', format: 'csv', x: 1 },
    ])
      expectProblem(await alice.post(path, { type: 'dataset', data }), 422, 'ATTACHMENT_INVALID');
    expect(problemPaths(await alice.post(path, { type: 'file', data: { bytes: 1 } }))).toEqual(['data.bytes', 'name']);
    expectProblem(await alice.put(file, { data: { contentType: 'text/html' } }), 422, 'ATTACHMENT_INVALID');
    expectProblem(await alice.put(file, { type: 'dataset' }), 400, 'READ_ONLY_FIELD');
    for (let made = 1; made < 20; made += 1) await fileIn(path);
    expectProblem(await alice.post(path, { type: 'file', name: 'one more' }), 422, 'TOO_MANY_ATTACHMENTS');
    const other = await mailingJob();
    expectProblem(await alice.get(`${other.path}/${file.split('/').at(-1)}`), 404, 'ATTACHMENT_NOT_FOUND');
  });
});

describe('the contents of a file', () => {
  it('come back byte for byte, as a download with the type that they were sent with', async () => {
    const { path } = await mailingJob();
    const file = await fileIn(path, 'Übersicht "neu".html');
    const bytes = randomBytes(LIMIT);
    const { status, body } = await upload(file, bytes, { type: 'text/html; charset=utf-8' });
    expect([status, body.data]).toEqual([200, { contentType: 'text/html; charset=utf-8', bytes: LIMIT }]);
    expect(body._links['inf:action-attachment-file-contents'].href).toBe(contentsOf(file));
    const answer = await download(file);
    expect(answer.bytes.equals(bytes)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-length')).toBe(String(LIMIT));
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="_bersicht__neu_.html"; filename*=UTF-8''%C3%9Cbersicht%20%22neu%22.html`,
    );
    expect((await alice.put(file, (await alice.get(file)).body)).status).toBe(200);
  });

  it.each([
    ['application/json', '{"broken'],
    ['application/x-punctual-raw', 'x'],
    [undefined, 'no type at all'],
    ['no type', 'a type that is none'],
    ['text/plain', ''],
  ])('are taken as they are, whatever they say they are: %s', async (type, text) => {
    const file = await fileIn((await mailingJob()).path);
    expect((await upload(file, Buffer.from(text), { type, chunked: type === undefined })).status).toBe(200);
    const answer = await download(file);
    expect(answer.bytes.toString()).toBe(text);
    const kept = type === undefined || type === 'no type' ? 'application/octet-stream' : type;
    expect(answer.headers.get('content-type')?.split(';')[0]).toBe(kept);
  });

  it('are not there before they are uploaded, and only files have them', async () => {
    const { path } = await mailingJob();
    const file = await fileIn(path);
    expectProblem(await alice.get(contentsOf(file)), 404, 'NOTHING_UPLOADED');
    const { body } = await alice.post(path, { type: 'dataset', data: { dataset: 'sales', format: 'csv' } });
    expectProblem(await alice.get(contentsOf(`${path}/${body.id}`)), 409, 'NOT_A_FILE');
    expectProblem(await upload(`${path}/${body.id}`, Buffer.from('x')), 409, 'NOT_A_FILE');
    const form = 'multipart/form-data; boundary=x';
    expectProblem(await upload(file, Buffer.from('x'), { type: form }), 415, 'UPLOAD_NOT_RAW');
  });

  it.each([true, false])('over the limit are 413 and leave nothing (chunked: %s)', async (chunked) => {
    const { path, id } = await mailingJob();
    const file = await fileIn(path);
    await upload(file, Buffer.from('before'));
    const before = [await count('stored_files'), await count('stored_file_chunks')];
    const { version } = (await alice.get(`/api/jobs/${id}`)).body;
    expectProblem(await upload(file, randomBytes(LIMIT * 3), { chunked }), 413, 'UPLOAD_TOO_LARGE');
    expect([await count('stored_files'), await count('stored_file_chunks')]).toEqual(before);
    expect((await alice.get(`/api/jobs/${id}`)).body.version).toBe(version);
    expect((await download(file)).bytes.toString()).toBe('before');
  });

  it('that break off leave nothing', async () => {
    const { path, id } = await mailingJob();
    const file = await fileIn(path);
    const before = await count('stored_files');
    const { version } = (await alice.get(`/api/jobs/${id}`)).body;
    const headers = { Authorization: `Bearer ${alice.token}`, 'Content-Length': String(LIMIT) };
    const request = http.request(service.url + contentsOf(file), { method: 'PUT', headers });
    request.on('error', () => undefined);
    await new Promise((resolve) => request.write(randomBytes(500_000), resolve));
    const closed = new Promise((resolve) => request.once('close', resolve));
    request.destroy();
    await closed;
    const whole = await upload(file, Buffer.from('whole'));
    expect([whole.status, whole.body.data.bytes]).toEqual([200, 5]);
    expect(await count('stored_files')).toBe(before + 1);
    expect((await alice.get(`/api/jobs/${id}`)).body.version).toBe(version + 1);
  });

  it('are shared by what refers to them, and go a day after nothing does', async () => {
    const { path, id } = await mailingJob();
    const file = await fileIn(path);
    await upload(file, Buffer.from('old'));
    await upload(file, Buffer.from('new'));
    const sweeper = service.app.get(StoredFileSweeper);
    const stored = (): Promise<{ text: string; since: Date | null }[]> =>
      service.sql.rows({
        text: `
          SELECT convert_from(c.bytes, 'UTF8') AS text, f.unreferenced_since AS since
          FROM stored_files f JOIN stored_file_chunks c ON c.file_id = f.id
          WHERE c.bytes IN ('old', 'new') ORDER BY f.id`,
      });
    const aDayLater = () =>
      service.sql.execute({
        text: `UPDATE stored_files SET unreferenced_since = unreferenced_since - interval '2 days'`,
      });
    await sweeper.sweep();
    expect(await stored()).toEqual([
      { text: 'old', since: null },
      { text: 'new', since: null },
    ]);
    // A version from which it could be restored referred to the old one.
    await service.sql.execute({ text: 'DELETE FROM job_versions WHERE job_id = $1', values: [id] });
    await Promise.all([sweeper.sweep(), sweeper.sweep()]);
    expect(await stored()).toEqual([
      { text: 'old', since: expect.any(Date) },
      { text: 'new', since: null },
    ]);
    await aDayLater();
    await Promise.all([sweeper.sweep(), sweeper.sweep()]);
    expect(await stored()).toEqual([{ text: 'new', since: null }]);
    expect((await alice.delete(`/api/jobs/${id}`)).status).toBe(204);
    await sweeper.sweep();
    await aDayLater();
    await sweeper.sweep();
    expect(await stored()).toEqual([]);
  });
});

describe('a mail that is an action', () => {
  it('carries its attachments beside those of its data, by SMTP', async () => {
    const to = 'files@example.com';
    const { id, action, path } = await mailingJob(to);
    const attachments = [{ dataset: 'sales', format: 'json' }];
    await alice.put(action, { data: { to: [to], subject: 'Files', text: 'x', attachments } });
    await alice.post(path, { type: 'dataset', data: { dataset: 'sales', format: 'csv' } });
    await alice.post(path, { type: 'dataset', name: 'Q3', data: { dataset: 'sales', format: 'xlsx' } });
    const pdf = randomBytes(700_000);
    await upload(await fileIn(path, '../terms.pdf'), pdf, { type: 'application/pdf' });
    expect((await alice.post(`/api/jobs/${id}`)).body).toMatchObject({ success: true, warnings: false });
    const received = await eventually(() => {
      const found = mails.received.find(({ recipients }) => recipients.includes(to));
      expect(found).toBeDefined();
      return found!;
    });
    const files = received.mail.attachments.map(({ filename, mimeType, content }) => ({
      filename,
      mimeType,
      bytes: Buffer.from(content as ArrayBuffer),
    }));
    expect(files.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['sales.json', 'application/json'],
      ['sales.csv', 'text/csv'],
      ['Q3.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['terms.pdf', 'application/pdf'],
    ]);
    expect(files[1]!.bytes.toString()).toBe('city,amount\r\nZürich,1.5\r\n"a,b",\r\n');
    expect(files[2]!.bytes.subarray(0, 2).toString()).toBe('PK');
    const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(sha(files[3]!.bytes)).toBe(sha(pdf));
  });

  it('fails alone when an attachment can’t be made', async () => {
    const to = 'nothing@example.com';
    const { id, path } = await mailingJob(to);
    const file = await fileIn(path);
    const result = (await alice.post(`/api/jobs/${id}`)).body;
    expect(result).toMatchObject({ success: true, warnings: true, status: 'warned' });
    expect(JSON.stringify(result.history)).toContain('Nothing was ever uploaded for the attachment \\"terms.pdf\\"');
    await alice.delete(file);
    await alice.post(path, { type: 'dataset', data: { dataset: 'nowhere', format: 'csv' } });
    expect((await alice.post(`/api/jobs/${id}`)).body).toMatchObject({ success: true, warnings: true });
    expect(mails.received.some(({ recipients }) => recipients.includes(to))).toBe(false);
  });
});
