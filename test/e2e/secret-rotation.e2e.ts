import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from '../../src/database/sql.js';
import { rotateSecrets } from '../../src/secret-rotation/secret-rotation.js';
import { SecretBox } from '../../src/secrets/secret-box.js';
import { TEST_SECRETS_KEY, startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { startWebHook } from '../support/web-hook.js';
import type { WebHook } from '../support/web-hook.js';
import { edit } from '../support/working-together.js';
import { createJob } from '../support/shares.js';

const NEW_KEY = 'another-key-for-tests-that-is-long-enough-01234';
const BOTH = { SECRETS_KEY: NEW_KEY, SECRETS_KEY_PREVIOUS: TEST_SECRETS_KEY };

let database: TestDatabase;
let hook: WebHook;
let service: TestApp;
let alice: ApiClient;
let jobId: string;
const oldId = new SecretBox({ SECRETS_KEY: NEW_KEY, SECRETS_KEY_PREVIOUS: TEST_SECRETS_KEY }).previousKeyId();

beforeAll(async () => {
  database = await createTestDatabase();
  hook = await startWebHook();
  service = await startTestApp({ databaseUrl: database.url });
  alice = service.as('alice');
});
afterAll(async () => {
  await service?.close();
  await hook?.close();
  await database?.drop();
});

/** `table.column` of everything in the database that names the old key, however it got there. */
async function placesOfOldKey(sql: Sql): Promise<string[]> {
  const columns = await sql.rows<{ table: string; column: string }>({
    text: `
      SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('jsonb', 'json', 'text')`,
  });
  const found: string[] = [];
  for (const { table, column } of columns) {
    const row = await sql.first<{ count: number }>({
      text: `SELECT count(*)::int AS count FROM "${table}" WHERE position($1 IN "${column}"::text) > 0`,
      values: [`enc:v1:${oldId}`],
    });
    if (row!.count > 0) found.push(`${table}.${column}`);
  }
  return found.sort();
}

const call = (token: string) => ({ method: 'POST', url: hook.url, auth: { type: 'bearer', token } });

describe('secrets sealed with the old key', () => {
  it('lie in the columns that a rotation knows, and in no other', async () => {
    ({ id: jobId } = await createJob(alice, { type: 'api-call', data: { ...call('hunter2-hunter2'), body: 'n' } }));
    await alice.post(`/api/jobs/${jobId}/actions`, { type: 'api-call', name: 'Tell', data: call('action-secret') });
    await alice.put(`/api/jobs/${jobId}`, { notes: 'a second version' });
    await edit(alice, jobId);
    await alice.post(`/api/jobs/${jobId}`);
    const source = { kind: 'http', format: 'json', url: hook.url, headers: { 'X-Api-Key': 'dataset-secret' } };
    expect((await alice.post('/api/datasets', { name: 'Rows', source })).status).toBe(201);
    expect(await placesOfOldKey(service.sql)).toEqual([
      'datasets.source',
      'job_actions.data',
      'job_versions.content',
      'jobs.data',
    ]);
  });

  it('are opened by nodes that have both keys, and new ones are sealed with the new key', async () => {
    const node = await startTestApp({ databaseUrl: database.url, env: BOTH });
    const { body } = await node.as('alice').post(`/api/jobs/${jobId}`);
    expect(body).toMatchObject({ status: 'succeeded' });
    expect(hook.calls.at(-1)?.headers.authorization ?? '').toContain('action-secret');
    await node.close();
  });
});

describe('a rotation', () => {
  it('seals everything anew, without a change that anybody sees', async () => {
    const diff = async () => (await alice.get(`/api/jobs/${jobId}/draft/diff`)).body;
    const before = [(await alice.get(`/api/jobs/${jobId}`)).headers.get('etag'), await diff()];
    const report = await rotateSecrets(service.sql, new SecretBox(BOTH));
    expect(report).toMatchObject({ unreadable: [], left: 0 });
    expect(report.resealed).toBeGreaterThan(5);
    expect(await placesOfOldKey(service.sql)).toEqual([]);
    const after = [(await alice.get(`/api/jobs/${jobId}`)).headers.get('etag'), await diff()];
    expect(after).toEqual(before);
    const only = await startTestApp({ databaseUrl: database.url, env: { SECRETS_KEY: NEW_KEY } });
    expect((await only.as('alice').post(`/api/jobs/${jobId}`)).body).toMatchObject({ status: 'succeeded' });
    await only.close();
  });

  it('goes on where it was killed, finds what is edited meanwhile, and does nothing when it is done', async () => {
    const jobs = 450;
    const box = new SecretBox({ SECRETS_KEY: TEST_SECRETS_KEY });
    await service.sql.execute({
      text: `UPDATE jobs SET data = jsonb_set(data, '{big}', '12345678901234567890') WHERE id = $1`,
      values: [jobId],
    });
    await service.sql.execute({
      text: `INSERT INTO job_versions (job_id, version, content)
             SELECT $1, 1000 + n, jsonb_build_object('token', s.text, 'amount', 12345678901234567890)
             FROM unnest($2::text[]) WITH ORDINALITY AS s (text, n)`,
      values: [jobId, Array.from({ length: jobs }, (_, index) => box.seal(JSON.stringify(`secret ${index}`)))],
    });
    let statements = 0;
    const dying = {
      ...service.sql,
      rows: service.sql.rows.bind(service.sql),
      first: service.sql.first.bind(service.sql),
      execute: async (statement: Parameters<Sql['execute']>[0]) => {
        statements += 1;
        if (statements === 2) throw new Error('killed');
        return service.sql.execute(statement);
      },
    };
    await expect(rotateSecrets(dying as unknown as Sql, new SecretBox(BOTH))).rejects.toThrow('killed');
    const editing = {
      ...dying,
      execute: async (statement: Parameters<Sql['execute']>[0]) => {
        if (statements++ === 2)
          await service.sql.execute({
            text: `UPDATE job_versions SET content = content || '{"edited": true}' WHERE version > 1440`,
          });
        return service.sql.execute(statement);
      },
    };
    const report = await rotateSecrets(editing as unknown as Sql, new SecretBox(BOTH));
    expect(report).toEqual({ resealed: jobs - 200, unreadable: [], left: 0 });
    expect(await placesOfOldKey(service.sql)).toEqual([]);
    expect(await rotateSecrets(service.sql, new SecretBox(BOTH))).toEqual({ resealed: 0, unreadable: [], left: 0 });
    const rows = await service.sql.rows<{ token: string; amount: string }>({
      text: `SELECT content ->> 'token' AS token, content ->> 'amount' AS amount FROM job_versions WHERE version > 1000 ORDER BY version`,
    });
    const opened = new SecretBox({ SECRETS_KEY: NEW_KEY });
    expect(rows.map(({ token }) => JSON.parse(opened.open(token)))).toEqual(
      Array.from({ length: jobs }, (_, index) => `secret ${index}`),
    );
    expect(new Set(rows.map(({ amount }) => amount))).toEqual(new Set(['12345678901234567890']));
  });

  it('leaves what can’t be opened, and says where it is', async () => {
    const [forged, damaged] = [`enc:v1:${oldId}:${'A'.repeat(16)}:${'A'.repeat(22)}`, `enc:v1:${oldId}:short`];
    const { id } = await createJob(alice, { data: {} });
    await service.sql.execute({
      text: `UPDATE jobs SET data = jsonb_build_object('one', $2::text, 'two', $3::text) WHERE id = $1`,
      values: [id, forged, damaged],
    });
    const report = await rotateSecrets(service.sql, new SecretBox(BOTH));
    expect(report).toEqual({ resealed: 0, unreadable: [`jobs.data of ${id}`], left: 0 });
  });
});
