import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET, startAuthApp, tokenFor } from '../support/auth-app.js';
import type { Answer, AuthApp } from '../support/auth-app.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let service: AuthApp;
const root = tokenFor('root', { superuser: true });
const boss = tokenFor('boss', { teams: [{ id: 'analytics', role: 'admin' }] });
const member = tokenFor('mia', { teams: ['analytics'] });
const rival = tokenFor('rival', { teams: [{ id: 'sales', role: 'admin' }] });

beforeAll(async () => {
  database = await createTestDatabase();
  service = await startAuthApp(database.url, { JWT_SECRET: SECRET });
  for (const token of [root, boss, member, rival]) await service.call('GET', '/api/auth/me', { token });
});

afterAll(async () => {
  await service.close();
  await database.drop();
});

const teams = (method: string, path: string, token: string, body?: unknown): Promise<Answer> =>
  service.call(method, `/api/teams${path}`, { token, body });

describe('teams', () => {
  it('are made by superusers, under an id or one made of the name', async () => {
    const made = await teams('POST', '', root, { id: 'team:night', name: 'Night shift', description: 'x' });
    expect([made.status, made.body]).toMatchObject([
      201,
      { id: 'team:night', name: 'Night shift', description: 'x', role: null },
    ]);
    expect((await teams('POST', '', root, { name: 'Équipe Ventes!' })).body.id).toBe('team:equipe-ventes');
    expect((await teams('POST', '', root, { id: 'night' })).body.errorCode).toBe('NAME_TAKEN');
    expect((await teams('POST', '', root, { id: 'boss' })).body.errorCode).toBe('NAME_TAKEN');
    for (const body of [{}, { name: '!!' }, { id: 'a:b' }, { id: 'team:team:a' }])
      expect((await teams('POST', '', root, body)).status).toBe(400);
    expect((await teams('POST', '', boss, { id: 'mine' })).body.errorCode).toBe('SUPERUSER_NEEDED');
  });

  it('are seen by everybody, under both spellings of the id', async () => {
    const list = await teams('GET', '?q=anal', rival);
    expect(list.body._embedded['inf:team']).toMatchObject([{ id: 'team:analytics', role: null }]);
    for (const id of ['analytics', 'team:analytics', 'team%3Aanalytics'])
      expect((await teams('GET', `/${id}`, member)).body).toMatchObject({ id: 'team:analytics', role: 'member' });
    for (const id of ['boss', 'none', '%00', 'team:', "'"])
      expect((await teams('GET', `/${id}`, root)).status).toBe(404);
  });

  it('are renamed and deleted by superusers, unless they own something', async () => {
    const renamed = await teams('PUT', '/night', root, { name: 'Nights' });
    expect(renamed.body).toMatchObject({ id: 'team:night', name: 'Nights', description: 'x' });
    expect((await teams('PUT', '/analytics', boss, { name: 'Ours' })).status).toBe(403);
    expect((await teams('DELETE', '/analytics', boss)).status).toBe(403);
    const values = ['01890000-0000-7000-8000-000000000002'];
    await service.sql.execute({
      text: `INSERT INTO datasets (id, slug, name, owner_id, source) VALUES ($1, 's', 's', 'team:night', '{}')`,
      values,
    });
    expect((await teams('DELETE', '/night', root)).body.errorCode).toBe('OWNS_THINGS');
    await service.sql.execute({ text: 'DELETE FROM datasets' });
    expect((await teams('DELETE', '/night', root)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await teams(method, '/night', root)).status).toBe(404);
  });
});

describe('members', () => {
  it('are shown to members and superusers', async () => {
    const shown = await teams('GET', '/analytics/members', member);
    expect(shown.body._embedded['inf:team-member']).toEqual([
      { userId: 'boss', name: 'boss', role: 'admin', source: 'token' },
      { userId: 'mia', name: 'mia', role: 'member', source: 'token' },
    ]);
    expect((await teams('GET', '/team:analytics/members', root)).status).toBe(200);
    expect((await teams('GET', '/analytics/members', rival)).body.errorCode).toBe('NOT_A_MEMBER');
    expect((await teams('GET', '/none/members', rival)).status).toBe(404);
  });

  it('are put and taken out by the team’s admins and superusers, at once effective', async () => {
    const put = await teams('PUT', '/team%3Aanalytics/members/rival', boss, { role: 'memberPlus' });
    expect([put.status, put.body]).toEqual([
      200,
      { userId: 'rival', name: 'rival', role: 'memberPlus', source: 'local' },
    ]);
    const mine = await service.call('GET', '/api/auth/me', { token: rival });
    expect(mine.body.teams).toContainEqual({ id: 'team:analytics', name: 'analytics', role: 'memberPlus' });
    expect((await teams('DELETE', '/analytics/members/rival', boss)).status).toBe(204);
    expect((await teams('DELETE', '/analytics/members/rival', root)).body.errorCode).toBe('MEMBER_NOT_FOUND');
    expect((await teams('GET', '/analytics/members', rival)).status).toBe(403);
  });

  it('can’t promote themselves, nor can another team’s admin', async () => {
    for (const token of [member, rival]) {
      for (const id of ['analytics', 'team:analytics', 'team%3Aanalytics', 'Analytics']) {
        const { status, body } = await teams('PUT', `/${id}/members/mia`, token, { role: 'admin' });
        expect([status, body.errorCode]).toEqual([403, 'TEAM_ADMIN_NEEDED']);
      }
      expect((await teams('DELETE', '/analytics/members/boss', token)).status).toBe(403);
    }
  });

  it('have one of the four roles, and are users', async () => {
    expect((await teams('PUT', '/analytics/members/mia', boss, { role: 'owner' })).status).toBe(400);
    for (const userId of ['nobody', 'team:sales', '%00', "'"])
      expect((await teams('PUT', `/analytics/members/${userId}`, boss, { role: 'member' })).body.errorCode).toBe(
        'USER_NOT_FOUND',
      );
  });
});
