import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/api-client.js';
import { TEST_JWT_SECRET, startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

const PASSWORD = 'correct-horse-battery';

let service: TestApp;
let anonymous: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { ADMIN_PASSWORD: PASSWORD, NODE_ROLES: 'api,scheduler' } });
  anonymous = new ApiClient(service.url);
});
afterAll(() => service?.close());

const sign = (claims: object, secret = TEST_JWT_SECRET, options: jwt.SignOptions = {}): string =>
  jwt.sign(claims, createSecretKey(Buffer.from(secret)), { algorithm: 'HS256', ...options });
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const login = (username: unknown, password: unknown) => anonymous.post('/api/auth/login', { username, password });

describe('the first superuser', () => {
  it('logs in, and may do everything', async () => {
    const { status, body } = await login('admin', PASSWORD);
    expect(status).toBe(200);
    expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: expect.any(Number), user: { id: 'admin' } });
    const admin = new ApiClient(service.url, body.accessToken);
    expect((await admin.get('/api/auth/me')).body).toMatchObject({ id: 'admin', superuser: true });
    const job = await createJob(admin, { name: 'First' });
    expect(job.naturalId).toBe('admin:first');
    expect((await admin.post(`/api/jobs/${job.id}`)).body.success).toBe(true);
  });

  it('does not get in with another password, and nobody learns who exists', async () => {
    const wrong = await login('admin', 'wrong-horse-battery');
    const unknown = await login('nobody-here', 'wrong-horse-battery');
    for (const answer of [wrong, unknown]) expectProblem(answer, 401, 'LOGIN_FAILED');
    expect(unknown.body).toEqual(wrong.body);
  });

  it.each([
    [{}, 400],
    [{ username: 'admin' }, 400],
    [{ username: 5, password: ['x'] }, 400],
    [{ username: 'admin', password: PASSWORD, remember: true }, 400],
    [{ username: { $ne: null }, password: { $ne: null } }, 400],
    [[], 400],
  ])('is not found by the body %j', async (body, status) => {
    expectProblem(await anonymous.post('/api/auth/login', body), status, 'VALIDATION_FAILED');
  });
});

describe('a local account', () => {
  it('made by a superuser creates a job, is shut out when disabled, and its job stays', async () => {
    const root = service.as('root', { superuser: true });
    const made = await root.post('/api/users', {
      id: 'carol',
      name: 'Carol Local',
      password: 'a-long-enough-password',
      permissions: ['permission.jobs.create'],
    });
    expect(made.status).toBe(201);
    const { body } = await login('carol', 'a-long-enough-password');
    const carol = new ApiClient(service.url, body.accessToken);
    const job = await createJob(carol, { name: 'Carols' });
    expect(job).toMatchObject({ ownerId: 'carol', ownerName: 'Carol Local' });
    expectProblem(await carol.get('/api/users'), 403, 'SUPERUSER_NEEDED');
    await root.put('/api/users/carol', { disabled: true });
    expectProblem(await carol.get(`/api/jobs/${job.id}`), 401, 'USER_DISABLED');
    expect((await root.get('/api/jobs/carol:carols')).body.id).toBe(job.id);
    const run = await root.post(`/api/jobs/${job.id}`);
    expect(run.status).toBe(200);
  });

  it('that owns a job can’t be deleted, nor can a team', async () => {
    const root = service.as('root', { superuser: true });
    const owner = service.as('keeper', { teams: [{ id: 'keepers', role: 'admin' }] });
    const jobs = [await createJob(owner), await createJob(owner, { ownerId: 'keepers' })];
    for (const path of ['/api/users/keeper', '/api/teams/keepers']) {
      const refused = await root.delete(path);
      expectProblem(refused, 409, refused.body.errorCode);
      expect((await root.get(path)).status).toBe(200);
    }
    for (const { id } of jobs) expect((await root.delete(`/api/jobs/${id}`)).status).toBe(204);
    for (const path of ['/api/users/keeper', '/api/teams/keepers']) expect((await root.delete(path)).status).toBe(204);
  });
});

describe('a personal access token', () => {
  it('reaches what its owner reaches, until it is revoked', async () => {
    const dora = service.as('dora');
    const job = await createJob(dora);
    const made = await dora.post('/api/tokens', { name: 'ci' });
    const client = new ApiClient(service.url, made.body.token);
    expect((await client.get(`/api/jobs/${job.id}`)).status).toBe(200);
    expect((await client.post(`/api/jobs/${job.id}`)).body.success).toBe(true);
    expect((await dora.delete(`/api/tokens/${made.body.id}`)).status).toBe(204);
    expectProblem(await client.get(`/api/jobs/${job.id}`), 401, 'TOKEN_REVOKED');
  });
});

describe('a token', () => {
  const hour = 3600;
  const now = Math.floor(Date.now() / 1000);

  it.each([
    ['expired', () => sign({ sub: 'alice', exp: now - hour }), 'TOKEN_EXPIRED'],
    ['signed with another key', () => sign({ sub: 'alice', superuser: true }, 'x'.repeat(40)), 'TOKEN_INVALID'],
    ['of alg none', () => `${encode({ alg: 'none' })}.${encode({ sub: 'alice', exp: now + hour })}.`, 'TOKEN_INVALID'],
    ['of another algorithm', () => sign({ sub: 'alice' }, TEST_JWT_SECRET, { algorithm: 'HS512' }), 'TOKEN_INVALID'],
    ['without sub', () => sign({ name: 'alice' }), 'TOKEN_INVALID'],
    ['that is garbage', () => 'garbage', 'TOKEN_MALFORMED'],
    ['that is three dots', () => '...', 'TOKEN_MALFORMED'],
    ['of a personal kind that was never made', () => `pnc_${'x'.repeat(43)}`, 'TOKEN_REVOKED'],
    ['of ten thousand characters', () => 'x'.repeat(10_000), 'TOKEN_MALFORMED'],
  ])('%s is 401 on every kind of route, before anything is looked at', async (_, make, errorCode) => {
    const client = new ApiClient(service.url, make());
    for (const answer of [
      await client.get('/api/jobs'),
      await client.get('/api/jobs/ffffffff-ffff-ffff-ffff-ffffffffffff'),
      await client.post('/api/jobs', { unknown: 'field' }),
      await client.put('/api/jobs/nonsense', { id: 1 }),
      await client.get('/api/jobs?sort=password'),
      await client.post('/api/schedules/preview', { interval: 'nonsense' }),
    ]) {
      expectProblem(answer, 401, errorCode);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
    }
  });

  it('is not looked for when the body can’t be read: that is refused first, and says nothing of what exists', async () => {
    expectProblem(await anonymous.put('/api/jobs/nonsense', '{'), 400, 'MALFORMED_JSON');
    expectProblem(await anonymous.post('/api/jobs', 'x'.repeat(2 * 1024 * 1024)), 413, 'BODY_TOO_LARGE');
  });

  it('is wanted in the header, nowhere else', async () => {
    const token = service.token('alice');
    for (const path of [`/api/jobs?access_token=${token}`, `/api/jobs?token=${token}`])
      expectProblem(await anonymous.get(path), 401, 'TOKEN_MISSING');
    const odd = { Cookie: `token=${token}`, Authorization: `Basic ${token}` };
    const answer = await anonymous.get('/api/jobs', odd);
    expectProblem(answer, 401, 'TOKEN_MISSING');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect((await anonymous.get('/api/jobs', { Authorization: `bearer ${token}` })).status).toBe(200);
  });
});

describe('every answer', () => {
  it('carries the id of its request', async () => {
    for (const path of ['/api/jobs', '/health/live', '/nowhere'])
      expect((await anonymous.get(path)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
