import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FirstSuperuser } from '../../src/auth/first-superuser.js';
import { PrincipalsRepository } from '../../src/auth/principals.repository.js';
import { SECRET, startAuthApp, tokenFor } from '../support/auth-app.js';
import type { Answer, AuthApp } from '../support/auth-app.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let one: AuthApp;
let two: AuthApp;
let admin: string;
let adminPassword: string;

beforeAll(async () => {
  database = await createTestDatabase();
  one = await startAuthApp(database.url, { JWT_SECRET: SECRET });
  two = await startAuthApp(database.url, { JWT_SECRET: SECRET, ADMIN_PASSWORD: 'chosen by the operator' });
});

afterAll(async () => {
  await one.close();
  await two.close();
  await database.drop();
});

const login = (username: string, password: string): Promise<Answer> =>
  one.call('POST', '/api/auth/login', { body: { username, password } });
const users = (method: string, id = '', body?: unknown): Promise<Answer> =>
  one.call(method, `/api/users${id && `/${id}`}`, { token: admin, body });
const me = (token: string): Promise<Answer> => one.call('GET', '/api/auth/me', { token });

describe('the first superuser', () => {
  it('is made once, by one of several nodes that start at once, with a password that is shown once', async () => {
    const starts = Array.from({ length: 6 }, () => one.app.get(FirstSuperuser).ensure());
    const results = await Promise.all(starts);
    const created = results.filter((result) => result.created);
    expect(created).toHaveLength(1);
    expect(results.filter((result) => result.password !== undefined)).toEqual(created);
    adminPassword = created[0]?.password ?? '';
    expect(await two.app.get(FirstSuperuser).ensure()).toEqual({ username: 'admin', created: false });
    const [row] = await one.sql.rows<{ hash: string }>({
      text: `SELECT password_hash AS hash FROM users WHERE id = 'admin'`,
    });
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,/);
  });

  it('logs in', async () => {
    const { status, body } = await login('admin', adminPassword);
    expect(status).toBe(200);
    expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 43_200, user: { id: 'admin', superuser: true } });
    admin = body.accessToken;
    expect((await me(admin)).body).toEqual(body.user);
  });

  it('as the last one can’t be deleted, disabled or demoted', async () => {
    for (const attempt of [
      users('DELETE', 'admin'),
      users('PUT', 'admin', { disabled: true }),
      users('PUT', 'admin', { superuser: false }),
    ])
      expect((await attempt).body.errorCode).toBe('LAST_SUPERUSER');
    expect((await me(admin)).body.superuser).toBe(true);
  });

  it('stays one of two when two superusers demote each other at once', async () => {
    await users('POST', '', { id: 'deputy', superuser: true });
    const deputy = tokenFor('deputy', { superuser: true });
    const answers = await Promise.all([
      users('PUT', 'deputy', { superuser: false }),
      one.call('PUT', '/api/users/admin', { token: deputy, body: { superuser: false } }),
    ]);
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(1);
    const left = await one.sql.rows({ text: 'SELECT id FROM users WHERE superuser OR claimed_superuser' });
    expect(left.length).toBeGreaterThanOrEqual(1);
    await one.sql.execute({ text: `UPDATE users SET superuser = true WHERE id = 'admin'` });
    await users('DELETE', 'deputy');
  });
});

describe('login', () => {
  it('says the same for no such user, a wrong password, no password and a disabled account', async () => {
    await users('POST', '', { id: 'gone', password: 'good enough', disabled: true });
    await users('POST', '', { id: 'wordless' });
    const attempts: [string, string][] = [
      ['nobody', 'x'],
      ['admin', 'x'],
      ['wordless', ''],
      ['gone', 'good enough'],
      [`' OR 1=1 --`, 'x'],
    ];
    const answers = await Promise.all(attempts.map(([name, password]) => login(name, password)));
    const [first] = answers;
    for (const { status, body } of answers) expect([status, body]).toEqual([401, first?.body]);
    expect(first?.body).toMatchObject({ errorCode: 'LOGIN_FAILED', message: 'Wrong user name or password.' });
  });

  it('refuses what is no user name or password, with every problem', async () => {
    const { status, body } = await one.call('POST', '/api/auth/login', {
      body: { username: 1, password: 12345, extra: true },
    });
    expect(status).toBe(400);
    expect(body.details.map((detail: { path: string }) => detail.path)).toEqual(
      expect.arrayContaining(['username', 'password', 'extra']),
    );
    expect(JSON.stringify(body)).not.toContain('12345');
  });

  it('stops guessing at an account, also when all guesses come at once, and says for how long', async () => {
    await users('POST', '', { id: 'target', password: 'the real password' });
    const answers = await Promise.all(Array.from({ length: 30 }, () => login('target', 'guess')));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
    const { status, headers } = await login('target', 'the real password');
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await login('admin', adminPassword)).status).toBe(200);
  });

  it('tokens never bring a deleted user back', async () => {
    await users('POST', '', { id: 'brief', password: 'good enough' });
    const { accessToken } = (await login('brief', 'good enough')).body;
    expect((await users('DELETE', 'brief')).status).toBe(204);
    expect((await me(accessToken)).body.errorCode).toBe('TOKEN_REVOKED');
    expect((await users('GET', 'brief')).status).toBe(404);
  });
});

describe('a change of password', () => {
  it('needs the present one, ends the tokens from before, and lets one log in anew at once', async () => {
    await users('POST', '', { id: 'helen', password: 'first password' });
    const before: string = (await login('helen', 'first password')).body.accessToken;
    const change = (currentPassword: string, newPassword: string): Promise<Answer> =>
      one.call('POST', '/api/auth/password', { token: before, body: { currentPassword, newPassword } });
    expect((await change('not it', 'second password')).body.errorCode).toBe('WRONG_PASSWORD');
    expect((await change('first password', 'short')).status).toBe(400);
    expect((await change('first password', 'second password')).status).toBe(204);
    expect((await me(before)).body.errorCode).toBe('TOKEN_REVOKED');
    expect((await me(tokenFor('helen', { iat: 1_700_000_000 }))).body.errorCode).toBe('TOKEN_REVOKED');
    expect((await login('helen', 'first password')).status).toBe(401);
    const after = await login('helen', 'second password');
    expect((await me(after.body.accessToken)).status).toBe(200);
  });

  it('is refused for users without one', async () => {
    const { status, body } = await one.call('POST', '/api/auth/password', {
      token: tokenFor('wordless'),
      body: { currentPassword: 'x', newPassword: 'good enough' },
    });
    expect([status, body.errorCode]).toEqual([409, 'NO_PASSWORD']);
  });
});

describe('accounts', () => {
  it('are for superusers only', async () => {
    const token = tokenFor('ivan');
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['GET', '/admin'],
      ['PUT', '/ivan'],
      ['DELETE', '/admin'],
    ] as const) {
      const body = method === 'POST' || method === 'PUT' ? { superuser: true } : undefined;
      expect((await one.call(method, `/api/users${path}`, { token, body })).body.errorCode).toBe('SUPERUSER_NEEDED');
    }
  });

  it('are made, shown, changed, found and deleted', async () => {
    const wish = {
      id: 'kim',
      name: 'Kim',
      email: 'kim@example.com',
      timezone: 'Asia/Tokyo',
      permissions: ['permission.jobs.create'],
    };
    const made = await users('POST', '', { ...wish, password: 'good enough' });
    expect([made.status, made.body]).toMatchObject([
      201,
      { ...wish, superuser: false, disabled: false, issuer: 'local' },
    ]);
    expect(JSON.stringify(made.body)).not.toMatch(/password|argon2/);
    const changed = await users('PUT', 'kim', { name: 'Kim K.', email: null });
    expect(changed.body).toMatchObject({ name: 'Kim K.', email: null, timezone: 'Asia/Tokyo' });
    const found = await users('GET', '', undefined).then(() =>
      one.call('GET', '/api/users?q=kim%20k&limit=5', { token: admin }),
    );
    expect(found.body).toMatchObject({
      total: 1,
      start: 0,
      count: 1,
      _links: { self: { href: '/api/users{?limit,start,q}', templated: true } },
    });
    expect((await one.call('GET', '/api/users?q=%25', { token: admin })).body.total).toBe(0);
    expect((await users('DELETE', 'kim')).status).toBe(204);
    expect((await users('GET', 'kim')).status).toBe(404);
  });

  it('are refused when the name is taken, odd or the zone unknown', async () => {
    expect((await users('POST', '', { id: 'admin' })).body.errorCode).toBe('NAME_TAKEN');
    for (const id of ['team:x', 'a b', '', 'a'.repeat(256), "x'--"])
      expect((await users('POST', '', { id })).status).toBe(400);
    expect((await users('POST', '', { id: 'mars', timezone: 'Mars/Olympus' })).body.errorCode).toBe('INVALID_TIMEZONE');
    for (const id of ['%00', "x'%20OR%201=1", 'team:x']) expect((await users('GET', id)).status).toBe(404);
    for (const query of ['limit=-1', 'limit=x', 'start=-1', 'q=%00'])
      expect((await users('GET', `../users?${query}`)).status).toBe(400);
  });

  it('that own something can’t be deleted, and the answer says what to do', async () => {
    await users('POST', '', { id: 'keeper' });
    const values = ['01890000-0000-7000-8000-000000000001'];
    await one.sql.execute({
      text: `INSERT INTO datasets (id, slug, name, owner_id, source) VALUES ($1, 's', 's', 'keeper', '{}')`,
      values,
    });
    const { status, body } = await users('DELETE', 'keeper');
    expect([status, body.errorCode, body.details]).toEqual([409, 'OWNS_THINGS', { jobs: 0, datasets: 1, projects: 0 }]);
    expect(body.message).toContain('another owner');
  });

  it('lend their rights to runs until they are disabled', async () => {
    const principals = one.app.get(PrincipalsRepository);
    await me(tokenFor('lena', { permissions: ['permission.jobs.create'], email: 'lena@example.com', teams: ['ops'] }));
    expect(await principals.callerActingFor('lena')).toMatchObject({
      userId: 'lena',
      permissions: new Set(['permission.jobs.create']),
    });
    expect(await principals.callerActingFor('team:ops')).toMatchObject({
      userId: 'team:ops',
      superuser: false,
      teams: [{ id: 'team:ops', role: 'admin' }],
    });
    expect([await principals.emailOf('lena'), await principals.emailOf('team:ops')]).toEqual([
      'lena@example.com',
      null,
    ]);
    expect(
      (
        await Promise.all(['lena', 'team:ops', 'ops', 'team:lena', 'a\0', 'none'].map((id) => principals.resolve(id)))
      ).map((found) => found?.id),
    ).toEqual(['lena', 'team:ops', 'team:ops', undefined, undefined, undefined]);
    await users('PUT', 'lena', { disabled: true });
    expect([await principals.callerOf('lena'), await principals.callerActingFor('lena')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
