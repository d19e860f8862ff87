import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import jsonwebtoken from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/clock/clock.js';
import { SECRET, startAuthApp, tokenFor } from '../support/auth-app.js';
import type { AuthApp } from '../support/auth-app.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

const ISSUER = 'https://issuer.test/';
const AUDIENCE = 'punctual-tests';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwkOf = (key: KeyObject, kid: string, alg: string) => ({
  ...key.export({ format: 'jwk' }),
  kid,
  alg,
  use: 'sig',
});

let fetches = 0;
let published = [jwkOf(rsa.publicKey, 'rsa-1', 'RS256'), jwkOf(ec.publicKey, 'ec-1', 'ES256')];
const issuer = http.createServer((_request, response) => {
  fetches += 1;
  response.end(JSON.stringify({ keys: published }));
});

let database: TestDatabase;
let both: AuthApp;
let only: AuthApp;
let cut: AuthApp;

beforeAll(async () => {
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const env = {
    JWT_JWKS_URI: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks.json`,
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
  };
  database = await createTestDatabase();
  both = await startAuthApp(database.url, { ...env, JWT_SECRET: SECRET, JWT_TRUSTED_CLAIMS: 'teams' });
  only = await startAuthApp(database.url, { ...env, JWT_TRUSTED_CLAIMS: 'superuser,permissions' });
  cut = await startAuthApp(database.url, { ...env, JWT_JWKS_URI: 'http://127.0.0.1:1/jwks.json' });
});

afterAll(async () => {
  for (const service of [both, only, cut]) await service.close();
  await database.drop();
  issuer.close();
});

interface Wish {
  claims?: Record<string, unknown>;
  key?: KeyObject;
  alg?: 'RS256' | 'ES256' | 'RS512';
  kid?: string;
}

function issued(sub: string, { claims = {}, key = rsa.privateKey, alg = 'RS256', kid = 'rsa-1' }: Wish = {}): string {
  const exp = Math.floor(Date.now() / 1000) + 600;
  const payload = { iss: ISSUER, aud: AUDIENCE, exp, ...claims, sub };
  const kept = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return jsonwebtoken.sign(kept, key, { algorithm: alg, keyid: kid });
}

const me = (token: string, service = both) => service.call('GET', '/api/auth/me', { token });

describe('a token of the JWKS issuer', () => {
  it('is accepted with RS256 and ES256, and fetches the keys once', async () => {
    expect((await me(issued('ria'))).body.id).toBe('ria');
    const es256 = issued('eli', { key: ec.privateKey, alg: 'ES256', kid: 'ec-1' });
    expect((await Promise.all([me(es256), me(es256), me(issued('ria'))])).map((answer) => answer.status)).toEqual([
      200, 200, 200,
    ]);
    expect(fetches).toBe(1);
  });

  it.each([
    ['of another key under a known kid', issued('ria', { key: stranger.privateKey }), 'TOKEN_INVALID'],
    ['of an unknown kid', issued('ria', { kid: 'nobody' }), 'TOKEN_INVALID'],
    ['of another issuer', issued('ria', { claims: { iss: 'https://evil.test/' } }), 'TOKEN_INVALID'],
    ['without issuer', issued('ria', { claims: { iss: undefined } }), 'TOKEN_INVALID'],
    ['for another audience', issued('ria', { claims: { aud: 'others' } }), 'TOKEN_INVALID'],
    ['without audience', issued('ria', { claims: { aud: undefined } }), 'TOKEN_INVALID'],
    ['without expiry', issued('ria', { claims: { exp: undefined } }), 'TOKEN_INVALID'],
    ['that has expired', issued('ria', { claims: { exp: 1_700_000_000 } }), 'TOKEN_EXPIRED'],
    ['with RS512', issued('ria', { alg: 'RS512' }), 'TOKEN_INVALID'],
    ['with RS256 under the kid of the EC key', issued('ria', { kid: 'ec-1' }), 'TOKEN_INVALID'],
  ])('%s is refused', async (_, token, errorCode) => {
    const { status, body } = await me(token);
    expect([status, body.errorCode]).toEqual([401, errorCode]);
  });

  it.each(['pem', 'der', 'jwk'] as const)(
    'made with the public key (%s) as an HMAC secret is refused',
    async (format) => {
      const material = {
        pem: () => rsa.publicKey.export({ format: 'pem', type: 'spki' }),
        der: () => rsa.publicKey.export({ format: 'der', type: 'spki' }),
        jwk: () => JSON.stringify(rsa.publicKey.export({ format: 'jwk' })),
      }[format]();
      // By hand: the library refuses to make such a token.
      const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'root', superuser: true, exp: 4_000_000_000 };
      const signed = `${part({ alg: 'HS256', typ: 'JWT', kid: 'rsa-1' })}.${part(claims)}`;
      const token = `${signed}.${createHmac('sha256', material).update(signed).digest('base64url')}`;
      for (const service of [both, only]) expect((await me(token, service)).body.errorCode).toBe('TOKEN_INVALID');
    },
  );

  it('gives only the rights that JWT_TRUSTED_CLAIMS names', async () => {
    const claims = { superuser: true, permissions: ['permission.jobs.create'], teams: [{ id: 'ops', role: 'admin' }] };
    const teamsOnly = (await me(issued('tess', { claims }))).body;
    expect(teamsOnly).toMatchObject({ superuser: false, permissions: [], teams: [{ id: 'team:ops', role: 'admin' }] });
    const noTeams = (await me(issued('tess', { claims }), only)).body;
    expect(noTeams).toMatchObject({ superuser: true, permissions: ['permission.jobs.create'], teams: [] });
  });

  it('withdraws memberships by leaving trusted teams out', async () => {
    await me(issued('uma', { claims: { teams: ['ops'] } }));
    expect((await me(issued('uma'))).body.teams).toEqual([]);
  });

  it('can’t speak for a local user, nor a local token for a user of the issuer', async () => {
    await me(tokenFor('local-lou'));
    const asLocal = await me(issued('local-lou'));
    expect([asLocal.status, asLocal.body.errorCode]).toEqual([401, 'IDENTITY_CONFLICT']);
    await me(issued('remote-rob'));
    const asRemote = await me(tokenFor('remote-rob', { superuser: true }));
    expect([asRemote.status, asRemote.body.errorCode]).toEqual([401, 'IDENTITY_CONFLICT']);
  });

  it('loses to one issuer only when both come first at once', async () => {
    const answers = await Promise.all([
      me(issued('twin')),
      me(tokenFor('twin')),
      me(issued('twin')),
      me(tokenFor('twin')),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(2);
    expect(answers.filter((answer) => answer.body.errorCode === 'IDENTITY_CONFLICT')).toHaveLength(2);
  });

  it('of an unknown kid asks the issuer at most once in ten seconds', async () => {
    const before = fetches;
    await Promise.all(Array.from({ length: 20 }, (_, index) => me(issued('ria', { kid: `invented-${index}` }))));
    expect(fetches - before).toBeLessThanOrEqual(1);
    expect((await me(issued('ria'))).status).toBe(200);
  });

  it('answers 503 while the keys can’t be fetched', async () => {
    const { status, body } = await me(issued('ria'), cut);
    expect([status, body.errorCode]).toEqual([503, 'JWKS_UNAVAILABLE']);
  });
});

describe('an issuer that rotates its keys', () => {
  it('is believed with the new key at once, with the old one until it is withdrawn', async () => {
    const clock = { aheadMs: 0 };
    const rotating = await startAuthApp(database.url, {
      JWT_JWKS_URI: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks.json`,
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
    });
    vi.spyOn(rotating.app.get(Clock), 'monotonicMs').mockImplementation(() => performance.now() + clock.aheadMs);
    const next = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [old, fresh] = [issued('rolf'), issued('rolf', { key: next.privateKey, kid: 'rsa-2' })];
    const answers = async () => [(await me(old, rotating)).status, (await me(fresh, rotating)).status];
    const before = published;
    expect(await answers()).toEqual([200, 401]);

    published = [...before, jwkOf(next.publicKey, 'rsa-2', 'RS256')];
    clock.aheadMs += 10_001;
    expect(await answers()).toEqual([200, 200]);

    published = [jwkOf(next.publicKey, 'rsa-2', 'RS256')];
    expect(await answers()).toEqual([200, 200]);
    clock.aheadMs += 600_001;
    expect(await answers()).toEqual([401, 200]);
    published = before;
    await rotating.close();
  });
});

describe('without JWT_SECRET', () => {
  it('login is off and says so, and HS256 tokens are refused', async () => {
    const login = await only.call('POST', '/api/auth/login', { body: { username: 'a', password: 'b' } });
    expect([login.status, login.body.errorCode]).toEqual([403, 'LOCAL_LOGIN_OFF']);
    expect((await me(tokenFor('root', { superuser: true }), only)).body.errorCode).toBe('TOKEN_INVALID');
  });
});
