import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET, startAuthApp, tokenFor } from '../support/auth-app.js';
import type { Answer, AuthApp } from '../support/auth-app.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

let database: TestDatabase;
let one: AuthApp;
let two: AuthApp;
const admin = tokenFor('root', { superuser: true });

beforeAll(async () => {
  database = await createTestDatabase();
  one = await startAuthApp(database.url, { JWT_SECRET: SECRET });
  two = await startAuthApp(database.url, { JWT_SECRET: SECRET });
});

afterAll(async () => {
  await one.close();
  await two.close();
  await database.drop();
});

const me = (token: string): Promise<Answer> => one.call('GET', '/api/auth/me', { token });
const disable = (id: string, disabled: boolean): Promise<Answer> =>
  one.call('PUT', `/api/users/${id}`, { token: admin, body: { disabled } });

describe('a personal access token', () => {
  const owner = tokenFor('ivan');
  const make = (body: unknown, token = owner): Promise<Answer> => one.call('POST', '/api/tokens', { token, body });

  it('is shown once, stored as a hash, works on every node, and notes its use', async () => {
    const { status, body } = await make({ name: 'export', representation: 'jsonapi' });
    expect(status).toBe(201);
    expect(body.token).toMatch(/^pnc_[\w-]{43}$/);
    expect((await two.call('GET', '/api/auth/me', { token: body.token })).body.id).toBe('ivan');
    const stored = await one.sql.rows({ text: `SELECT t::text AS t FROM access_tokens t` });
    expect(JSON.stringify(stored)).not.toContain(body.token.slice(4));
    await eventually(async () => {
      const list = await one.call('GET', '/api/tokens', { token: owner });
      const [shown] = list.body._embedded['inf:token'];
      expect(shown).toMatchObject({ id: body.id, name: 'export', representation: 'jsonapi', expiresAt: null });
      expect(shown.lastUsedAt).not.toBeNull();
      expect(JSON.stringify(list.body)).not.toContain('pnc_');
    });
  });

  it('ends when revoked, which only its owner can do', async () => {
    const { id, token } = (await make({ name: 'short-lived' })).body;
    const other = await one.call('DELETE', `/api/tokens/${id}`, { token: admin });
    expect([other.status, other.body.errorCode]).toEqual([404, 'TOKEN_NOT_FOUND']);
    expect((await one.call('DELETE', `/api/tokens/${id}`, { token: owner })).status).toBe(204);
    expect((await me(token)).body.errorCode).toBe('TOKEN_REVOKED');
    for (const odd of ['x', '%00', "'", id])
      expect((await one.call('DELETE', `/api/tokens/${odd}`, { token: owner })).status).toBe(404);
  });

  it('ends when it expires', async () => {
    const { token, id } = (await make({ name: 'a', expiresAt: new Date(Date.now() + 60_000).toISOString() })).body;
    expect((await me(token)).status).toBe(200);
    await one.sql.execute({
      text: `UPDATE access_tokens SET expires_at = now() - interval '1 second' WHERE id = $1`,
      values: [id],
    });
    expect((await me(token)).body.errorCode).toBe('TOKEN_EXPIRED');
  });

  it('ends for good when its user is disabled', async () => {
    const { token } = (await make({ name: 'mine' }, tokenFor('jane'))).body;
    await disable('jane', true);
    expect((await me(token)).status).toBe(401);
    await disable('jane', false);
    expect((await me(token)).body.errorCode).toBe('TOKEN_REVOKED');
  });

  it('can’t make others, so none outlives it', async () => {
    const { token } = (await make({ name: 'parent' })).body;
    expect((await make({ name: 'child' }, token)).body.errorCode).toBe('LOGIN_NEEDED');
  });

  it('is refused with a bad expiry or shape', async () => {
    expect((await make({ name: 'a', expiresAt: '2020-01-01T00:00:00Z' })).body.errorCode).toBe('EXPIRY_NOT_AHEAD');
    expect((await make({ name: 'a', expiresAt: 'tomorrow' })).status).toBe(400);
    expect((await make({ name: 'a', expiresAt: '2027-W10' })).status).toBe(422);
    expect((await make({ name: '' })).status).toBe(400);
    expect((await me('pnc_short')).body.errorCode).toBe('TOKEN_MALFORMED');
    expect((await me(`pnc_${'A'.repeat(43)}`)).body.errorCode).toBe('TOKEN_REVOKED');
  });
});

describe('claims of an older token', () => {
  const permissions = ['permission.jobs.create'];
  const second = Math.floor(Date.now() / 1000) - 600;
  const rightsOf = async (token: string): Promise<unknown> => (await me(token)).body.permissions;
  const personalTokenOf = async (token: string): Promise<string> =>
    (await one.call('POST', '/api/tokens', { token, body: { name: 'mine' } })).body.token;

  it('bring nothing back that a newer token withdrew, neither for it nor for personal access tokens', async () => {
    const older = tokenFor('olga', { permissions, superuser: true, teams: ['night'], iat: second });
    const personal = await personalTokenOf(older);
    expect(await rightsOf(personal)).toEqual(permissions);
    expect(await rightsOf(tokenFor('olga', { teams: [], iat: second + 10 }))).toEqual([]);
    for (const token of [older, personal])
      expect((await me(token)).body).toMatchObject({ superuser: false, permissions: [], teams: [] });
    expect(await rightsOf(tokenFor('olga', { permissions, iat: second + 20 }))).toEqual(permissions);
    expect(await rightsOf(personal)).toEqual(permissions);
  });

  it('are measured by the newest token, also when that claimed nothing new', async () => {
    await me(tokenFor('pia', { permissions, iat: second }));
    await me(tokenFor('pia', { permissions, iat: second + 20 }));
    expect(await rightsOf(tokenFor('pia', { iat: second + 10 }))).toEqual(permissions);
  });

  it('count as older without an instant, once a token has named one', async () => {
    const undated = (claims: object): string =>
      jsonwebtoken.sign({ sub: 'quin', ...claims }, SECRET, { algorithm: 'HS256', noTimestamp: true, expiresIn: 3600 });
    expect(await rightsOf(undated({ permissions }))).toEqual(permissions);
    expect(await rightsOf(undated({}))).toEqual([]);
    await me(tokenFor('quin', { iat: second }));
    expect(await rightsOf(undated({ permissions }))).toEqual([]);
  });

  it('are recorded of the newest token, whatever the order in which requests come', async () => {
    const tokens = [0, 1, 2, 3].map((age) => tokenFor('rita', { permissions: [`right.${age}`], iat: second - age }));
    await Promise.all([...tokens, ...tokens.toReversed()].map(me));
    expect(await rightsOf(tokens[3]!)).toEqual(['right.0']);
  });

  it('from an instant that no date can hold harm nobody', async () => {
    for (const iat of [1e300, -1e300]) expect((await me(tokenFor('sven', { permissions, iat }))).status).toBe(200);
  });
});
