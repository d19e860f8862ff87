import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ApiClient } from '../support/api-client.js';
import type { Answer } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';

const PASSWORD = 'the-password-of-the-admin';

let service: TestApp;
beforeAll(async () => {
  service = await startTestApp({
    env: {
      TOKEN_FAILURES_PER_MINUTE: '20',
      ADMIN_PASSWORD: PASSWORD,
      TRUSTED_PROXIES: '127.0.0.0/8',
      CORS_ORIGINS: 'https://app.example.com,https://other.example.com',
    },
  });
});
afterAll(() => service?.close());

const from = (address: string) => ({ 'X-Forwarded-For': address });
const login = (password: string, address: string, username = 'admin'): Promise<Answer> =>
  new ApiClient(service.url).post('/api/auth/login', { username, password }, from(address));

describe('login', () => {
  it('answers 429 with Retry-After after ten failures from one address, and lets others in', async () => {
    for (let attempt = 0; attempt < 10; attempt++)
      expectProblem(await login('wrong', '198.51.100.1'), 401, 'LOGIN_FAILED');
    const refused = await login(PASSWORD, '198.51.100.1');
    expectProblem(refused, 429, 'TOO_MANY_ATTEMPTS');
    expect(Number(refused.headers.get('retry-after'))).toBe(refused.body.details.retryAfterSeconds);
    expect(refused.body.details.retryAfterSeconds).toBeGreaterThan(200);
    expect((await login(PASSWORD, '198.51.100.2')).status).toBe(200);
  });

  it('counts all accounts of an address together', async () => {
    const answers: Answer[] = [];
    for (let index = 0; index < 101; index++) answers.push(await login('wrong', '198.51.100.3', `user-${index}`));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(100);
    expectProblem(answers.at(-1)!, 429, 'TOO_MANY_ATTEMPTS');
  });
});

describe('bad tokens', () => {
  const me = (token: string, address: string) => new ApiClient(service.url, token).get('/api/auth/me', from(address));

  it('are refused unseen after too many from one address, while tokens known to be good pass', async () => {
    const alice = service.token('alice');
    expect((await me(alice, '203.0.113.1')).status).toBe(200);
    for (let attempt = 0; attempt < 20; attempt++) {
      const answer = await me(`pnc_${String(attempt).padStart(43, 'x')}`, '203.0.113.1');
      expectProblem(answer, 401, 'TOKEN_REVOKED');
    }
    const refused = await me('garbage', '203.0.113.1');
    expectProblem(refused, 429, 'TOO_MANY_ATTEMPTS');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await me(alice, '203.0.113.1')).status).toBe(200);
    expectProblem(await me('garbage', '203.0.113.2'), 401, 'TOKEN_MALFORMED');
  });

  it('do not count when they have only expired, nor when there was none', async () => {
    const expired = service.token('alice', { iat: 1_700_000_000 } as never);
    for (let attempt = 0; attempt < 25; attempt++) {
      expectProblem(await me(expired, '203.0.113.3'), 401, 'TOKEN_EXPIRED');
      expectProblem(await new ApiClient(service.url).get('/api/auth/me', from('203.0.113.3')), 401, 'TOKEN_MISSING');
    }
    expect((await me(service.token('bob'), '203.0.113.3')).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    fetch(`${service.url}/api/jobs`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,if-match',
      },
    });

  it('may call when CORS_ORIGINS names theirs', async () => {
    const answer = await preflight('https://app.example.com');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,content-type,if-match');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    const listed = await service.as('alice').get('/api/jobs', { Origin: 'https://other.example.com' });
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://other.example.com');
    expect(listed.headers.get('access-control-expose-headers')).toContain('ETag');
  });

  it('are told of errors, too', async () => {
    const answer = await new ApiClient(service.url).get('/api/jobs', { Origin: 'https://app.example.com' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      401,
      'https://app.example.com',
    ]);
  });

  it('may not when it does not', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may not where CORS_ORIGINS is empty', async () => {
    const closed = await startTestApp({ env: { NODE_ROLES: 'api' } });
    const answer = await closed.as('alice').get('/api/jobs', { Origin: 'https://app.example.com' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    await closed.close();
  });
});
