import { generateKeyPairSync } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET, startAuthApp, tokenFor } from '../support/auth-app.js';
import type { AuthApp } from '../support/auth-app.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let service: AuthApp;
const root = tokenFor('root', { superuser: true });

beforeAll(async () => {
  database = await createTestDatabase();
  service = await startAuthApp(database.url, { JWT_SECRET: SECRET });
});

afterAll(async () => {
  await service.close();
  await database.drop();
});

const me = (token?: string) => service.call('GET', '/api/auth/me', { token });
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a request', () => {
  it('without a token gets a bare challenge', async () => {
    const { status, headers, body } = await me();
    expect([status, body.errorCode, headers.get('www-authenticate')]).toEqual([401, 'TOKEN_MISSING', 'Bearer']);
  });

  it('to a route that declares no permission is refused, with any token', async () => {
    const { status, body } = await service.call('GET', '/api/test/undeclared', { token: root });
    expect([status, body.errorCode]).toEqual([403, 'ROUTE_NOT_DECLARED']);
  });

  it('that needs a global permission passes with it, or as a superuser, and not otherwise', async () => {
    const path = '/api/test/creators';
    expect((await service.call('GET', path, { token: root })).status).toBe(200);
    const permissions = ['permission.jobs.create'];
    expect((await service.call('GET', path, { token: tokenFor('maker', { permissions }) })).status).toBe(200);
    const refused = await service.call('GET', path, { token: tokenFor('looker') });
    expect([refused.status, refused.body.errorCode]).toEqual([403, 'PERMISSION_MISSING']);
  });
});

describe('a token', () => {
  const past = Math.floor(Date.now() / 1000) - 10;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const unsigned = `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: 'root', superuser: true })}.`;
  const [header, , signature] = tokenFor('eve').split('.');

  it.each([
    ['expired', tokenFor('alice', { exp: past }), 'TOKEN_EXPIRED'],
    ['expired in a year no date can hold', tokenFor('alice', { exp: -1e300 }), 'TOKEN_EXPIRED'],
    ['not valid yet', tokenFor('alice', { nbf: past + 5000 }), 'TOKEN_INVALID'],
    ['signed with another key', tokenFor('alice', {}, 'another secret that is long enough'), 'TOKEN_INVALID'],
    ['without algorithm', unsigned, 'TOKEN_INVALID'],
    [
      'without algorithm, in odd letters',
      unsigned.replace(encode({ alg: 'none', typ: 'JWT' }), encode({ alg: 'nOnE' })),
      'TOKEN_INVALID',
    ],
    ['HS256 without signature', `${tokenFor('root').split('.').slice(0, 2).join('.')}.`, 'TOKEN_INVALID'],
    ['HS384', jsonwebtoken.sign({ sub: 'root' }, SECRET, { algorithm: 'HS384' }), 'TOKEN_INVALID'],
    ['HS256 signed with a public key', tokenFor('root', {}, pem), 'TOKEN_INVALID'],
    [
      'of an RSA key nobody configured',
      jsonwebtoken.sign({ sub: 'root' }, privateKey, { algorithm: 'RS256' }),
      'TOKEN_INVALID',
    ],
    [
      'whose payload was changed',
      `${header}.${encode({ sub: 'root', superuser: true })}.${signature}`,
      'TOKEN_INVALID',
    ],
    ['whose payload is null', `${header}.${encode(null)}.${signature}`, 'TOKEN_MALFORMED'],
    [
      'with an algorithm named like an object’s member',
      `${encode({ alg: '__proto__' })}.${encode({})}.x`,
      'TOKEN_INVALID',
    ],
    ['that is no token', 'abc', 'TOKEN_MALFORMED'],
    ['with a space', 'abc def', 'TOKEN_MALFORMED'],
    ['empty', '', 'TOKEN_MALFORMED'],
    ['with a colon in the user id', tokenFor('team:analytics'), 'TOKEN_INVALID'],
    ['with NUL in the user id', tokenFor('a\0b'), 'TOKEN_INVALID'],
    ['with SQL in the user id', tokenFor(`x'; DROP TABLE users; --`), 'TOKEN_INVALID'],
    ['with a user id of 256 characters', tokenFor('a'.repeat(256)), 'TOKEN_INVALID'],
    ['with a role nobody knows', tokenFor('alice', { teams: [{ id: 'a', role: 'king' }] }), 'TOKEN_INVALID'],
    ['with teams that are no list', tokenFor('alice', { teams: 'analytics' }), 'TOKEN_INVALID'],
    ['with a NUL in a team', tokenFor('alice', { teams: ['a\0'] }), 'TOKEN_INVALID'],
    ['with superuser as text', tokenFor('alice', { superuser: 'true' }), 'TOKEN_INVALID'],
  ])('%s is refused', async (_, token, errorCode) => {
    const { status, headers, body } = await me(token);
    expect([status, body.errorCode]).toEqual([401, errorCode]);
    expect(headers.get('www-authenticate')).toContain('Bearer error="invalid_token", error_description="');
  });

  it('of the secret needs neither expiry nor issuer, and may carry foreign ones', async () => {
    expect((await me(jsonwebtoken.sign({ sub: 'anyone' }, SECRET, { noTimestamp: true }))).status).toBe(200);
    expect((await me(tokenFor('anyone', { iss: 'https://elsewhere', aud: 'others' }))).status).toBe(200);
  });
});

describe('claims', () => {
  const teams = ['analytics', { id: 'team:sales', name: 'Sales EMEA', role: 'publisher' }];

  it('are recorded at first sight and shown as the caller', async () => {
    const claims = {
      name: 'Alice Example',
      email: 'alice@example.com',
      timezone: 'Europe/Berlin',
      permissions: ['permission.jobs.create'],
    };
    const { body } = await me(tokenFor('alice', { ...claims, teams }));
    expect(body).toEqual({
      id: 'alice',
      userId: 'alice',
      superuser: false,
      ...claims,
      teams: [
        { id: 'team:analytics', name: 'analytics', role: 'member' },
        { id: 'team:sales', name: 'Sales EMEA', role: 'publisher' },
      ],
    });
  });

  it('replace what the token before gave; teams only when the token says something about them', async () => {
    await me(tokenFor('bob', { superuser: true, email: 'bob@example.com', teams }));
    const silent = (await me(tokenFor('bob'))).body;
    expect([silent.superuser, silent.email, silent.teams.length]).toEqual([false, 'bob@example.com', 2]);
    const { body } = await me(tokenFor('bob', { teams: [{ id: 'analytics', role: 'admin' }] }));
    expect(body.teams).toEqual([{ id: 'team:analytics', name: 'analytics', role: 'admin' }]);
  });

  it('never touch what people gave', async () => {
    await me(tokenFor('carol', { teams }));
    await service.call('PUT', '/api/teams/sales/members/carol', { token: root, body: { role: 'admin' } });
    await service.call('PUT', '/api/users/carol', {
      token: root,
      body: { permissions: ['permission.datasets.create'] },
    });
    await me(tokenFor('carol', { teams: [{ id: 'sales', role: 'member' }], permissions: ['permission.jobs.create'] }));
    const { body } = await me(tokenFor('carol', { teams: [] }));
    expect(body.teams).toEqual([{ id: 'team:sales', name: 'Sales EMEA', role: 'admin' }]);
    expect(body.permissions).toEqual(['permission.datasets.create']);
  });

  it('that can’t be shown are ignored, not refused', async () => {
    const { body } = await me(tokenFor('odd', { name: 'a\0b', email: 'a@b\r\nBcc: x@y', timezone: 'Mars/Olympus' }));
    expect([body.name, body.email, body.timezone]).toEqual(['odd', null, null]);
  });

  it('are recorded once when many first requests come at once', async () => {
    const token = tokenFor('rush', { name: 'Rush', teams: ['hour', 'minute', 'second'] });
    const other = tokenFor('rush2', { teams: ['second', 'minute', 'hour'] });
    const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => me(index % 2 ? token : other)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 24 }, () => 200));
    expect(answers.every((answer) => answer.body.teams.length === 3)).toBe(true);
  });

  it('write nothing when they are as recorded', async () => {
    const versions = () => service.sql.rows({ text: `SELECT xmin, id FROM users WHERE id = 'steady'` });
    await me(tokenFor('steady', { permissions: ['b', 'a'] }));
    const before = await versions();
    await me(tokenFor('steady', { permissions: ['a', 'b'], exp: Math.floor(Date.now() / 1000) + 7200 }));
    expect(await versions()).toEqual(before);
  });

  it('can’t take a name that a team or a user bears', async () => {
    await me(tokenFor('dora', { teams: ['night-shift'] }));
    const asUser = await me(tokenFor('night-shift'));
    expect([asUser.status, asUser.body.errorCode]).toEqual([401, 'IDENTITY_CONFLICT']);
    const asTeam = await me(tokenFor('emil', { teams: ['dora'] }));
    expect([asTeam.status, asTeam.body.errorCode]).toEqual([401, 'IDENTITY_CONFLICT']);
    expect(await service.sql.rows({ text: `SELECT id FROM users WHERE id = 'emil'` })).toEqual([]);
  });

  it('of a disabled user record nothing and let nobody in', async () => {
    await me(tokenFor('frank'));
    await service.call('PUT', '/api/users/frank', { token: root, body: { disabled: true } });
    const { status, body } = await me(tokenFor('frank', { superuser: true, iat: Math.floor(Date.now() / 1000) + 60 }));
    expect([status, body.errorCode]).toEqual([401, 'USER_DISABLED']);
    const shown = await service.call('GET', '/api/users/frank', { token: root });
    expect(shown.body).toMatchObject({ disabled: true, superuser: false });
  });
});
