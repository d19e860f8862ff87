import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob, shareJob } from '../support/shares.js';

const ROLES = ['member', 'memberPlus', 'publisher', 'admin'] as const;

let service: TestApp;
let owner: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  owner = service.as('owner');
  await owner.get('/api/auth/me');
});
afterAll(() => service?.close());

/** Somebody in the team with that role. */
const teammate = (role: string): ApiClient => service.as(`${role}-ann`, { teams: [{ id: 'analytics', role }] });

interface Rights {
  read: boolean;
  run: boolean;
  edit: boolean;
  share: boolean;
  delete: boolean;
}
const RIGHTS: Rights[] = [0, 1, 2, 3, 4, 5].map((level) => ({
  read: level >= 1,
  run: level >= 2,
  edit: level >= 3,
  share: level >= 4,
  delete: level >= 5,
}));

/** For somebody without access the job is not there, whatever is tried. */
async function expectHidden(client: ApiClient, jobId: string): Promise<void> {
  const path = `/api/jobs/${jobId}`;
  for (const answer of [
    await client.get(path),
    await client.put(path, { notes: 'x' }),
    await client.post(path),
    await client.delete(path),
    await client.get(`${path}/history`),
    await client.get(`${path}/schedule`),
    await client.get(`${path}/datasets`),
  ])
    expectProblem(answer, 404, 'JOB_NOT_FOUND');
  expect(idsOf((await client.get('/api/jobs-list')).body)).not.toContain(jobId);
  expect(idsOf((await client.get('/api/jobs?limit=1000')).body._embedded['inf:job'])).not.toContain(jobId);
}

/** Tries everything with one job, the deletion last, and compares with what the level grants. */
async function expectRights(client: ApiClient, jobId: string, level: number): Promise<void> {
  const rights = RIGHTS[level]!;
  const path = `/api/jobs/${jobId}`;
  const { share, ...onPage } = rights;
  const shown = await client.get(path);
  expect(shown).toMatchObject({ status: 200, body: { permissions: onPage } });
  expect(shown.body.data).toEqual(rights.edit ? { progress: 1 } : {});
  const flat = (await client.get('/api/jobs-list')).body.find((job: { id: string }) => job.id === jobId);
  expect(flat.permissions).toEqual({ edit: rights.edit, write: rights.edit, delete: rights.delete, share });
  const list = await client.get('/api/jobs?sort=-createdAt');
  expect(idsOf(list.body._embedded['inf:job'])).toContain(jobId);
  for (const part of ['history', 'schedule', 'datasets'])
    expect((await client.get(`${path}/${part}`)).status).toBe(200);
  const refused = [403, 'ACCESS_DENIED'];
  const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.errorCode];
  expect(outcomeOf(await client.post(path))).toEqual(rights.run ? [200, undefined] : refused);
  expect(outcomeOf(await client.put(path, { notes: 'x' }))).toEqual(rights.edit ? [200, undefined] : refused);
  expect(outcomeOf(await client.delete(path))).toEqual(rights.delete ? [204, undefined] : refused);
}

const idsOf = (jobs: { id: string }[]): string[] => jobs.map((job) => job.id);
const data = { progress: 1 };

describe('a job', () => {
  it('belongs to its owner, and to superusers', async () => {
    await expectRights(owner, (await createJob(owner, { data })).id, 5);
    await expectRights(service.as('root', { superuser: true }), (await createJob(owner, { data })).id, 5);
  });

  it('does not exist for a stranger, by whatever id', async () => {
    const job = await createJob(owner, { name: 'Secret', data });
    const stranger = service.as('stranger', { teams: ['others'] });
    await expectHidden(stranger, job.id);
    for (const id of ['owner:secret', 'owner%3Asecret', 'secret'])
      expectProblem(await stranger.get(`/api/jobs/${id}`), 404, 'JOB_NOT_FOUND');
    expect((await stranger.get('/api/jobs?q=secret')).body.total).toBe(0);
    expect((await stranger.get('/api/jobs?ownerId=owner')).body.total).toBe(0);
  });

  it.each([1, 2, 3, 4])('shared with a user at level %i grants just that', async (level) => {
    const guest = service.as(`guest-${level}`);
    await guest.get('/api/auth/me');
    const { id } = await createJob(owner, { data });
    await expectHidden(guest, id);
    await shareJob(service.sql, id, `guest-${level}`, level);
    await expectRights(guest, id, level);
  });

  it.each([1, 2, 3, 4])(
    'shared with a team at level %i grants that to every member, and to no other team',
    async (level) => {
      const insider = service.as(`insider-${level}`, { teams: ['marketing'] });
      const outsider = service.as(`outsider-${level}`, { teams: ['legal'] });
      for (const client of [insider, outsider]) await client.get('/api/auth/me');
      const { id } = await createJob(owner, { data });
      await shareJob(service.sql, id, 'team:marketing', level);
      await expectHidden(outsider, id);
      await expectRights(insider, id, level);
    },
  );

  it('grants the highest of all that reach somebody', async () => {
    const both = service.as('both', { teams: ['marketing', { id: 'analytics', role: 'memberPlus' }] });
    await both.get('/api/auth/me');
    const shared = await createJob(owner, { data });
    await shareJob(service.sql, shared.id, 'both', 1);
    await shareJob(service.sql, shared.id, 'team:marketing', 2);
    await expectRights(both, shared.id, 2);
    const teamJob = await createJob(teammate('admin'), { data, ownerId: 'analytics' });
    await shareJob(service.sql, teamJob.id, 'both', 1);
    await expectRights(both, teamJob.id, 3);
    const list = await both.get('/api/jobs?sort=name');
    const ids: string[] = list.body._embedded['inf:job'].map((job: { id: string }) => job.id);
    expect(ids.filter((id) => id === teamJob.id)).toHaveLength(1);
    expect(list.body.total).toBe(new Set(ids).size);
  });

  it('is lost with the membership', async () => {
    const { id } = await createJob(teammate('admin'), { data, ownerId: 'team:analytics' });
    const leaver = (teams: unknown[]): ApiClient => service.as('leaver', { teams });
    await expectRights(leaver([{ id: 'analytics', role: 'publisher' }]), id, 4);
    await expectHidden(leaver([]), id);
  });
});

describe('a job of a team', () => {
  it.each(ROLES.map((role, index) => [role, index + 2] as const))('grants a %s level %i', async (role, level) => {
    const { id } = await createJob(teammate('admin'), { data, ownerId: 'team:analytics' });
    await expectRights(teammate(role), id, level);
  });

  it('is made by a memberPlus and above, also under the bare name of the team', async () => {
    for (const role of ROLES.slice(1)) {
      const job = await createJob(teammate(role), { ownerId: 'analytics' });
      expect([job.ownerId, job.ownerName]).toEqual(['team:analytics', 'analytics']);
    }
    const body = { name: 'No', type: 'noop', ownerId: 'team:analytics' };
    expectProblem(await teammate('member').post('/api/jobs', body), 403, 'OWNER_NOT_PERMITTED');
    expectProblem(await owner.post('/api/jobs', body), 403, 'OWNER_NOT_PERMITTED');
  });

  it.each(['nobody-known', 'team:nowhere', 'team:', '', 'team:team:analytics', 'x y', 'a'.repeat(300)])(
    'can’t be made for %j',
    async (ownerId) => {
      const answer = await teammate('admin').post('/api/jobs', { name: 'No', type: 'noop', ownerId });
      expectProblem(answer, 422, 'UNKNOWN_PRINCIPAL');
      expect(answer.body.details[0].path).toBe('ownerId');
    },
  );

  it('can’t be made for another user, but by a superuser', async () => {
    const body = { name: 'For Owner', type: 'noop', ownerId: 'owner' };
    expectProblem(await service.as('pusher').post('/api/jobs', body), 403, 'OWNER_NOT_PERMITTED');
    const made = await service.as('root', { superuser: true }).post('/api/jobs', body);
    expect([made.status, made.body.ownerId]).toEqual([201, 'owner']);
    expect((await owner.post('/api/jobs', { ...body, name: 'Own' })).body.ownerId).toBe('owner');
  });
});

describe('sharing in the flat list', () => {
  it('shows all shares to those who may share, and to others only their own rows', async () => {
    const { id } = await createJob(owner, { name: 'Shared Around' });
    const names = ['viewer', 'sharer'];
    for (const name of names) await service.as(name).get('/api/auth/me');
    await shareJob(service.sql, id, 'viewer', 1);
    await shareJob(service.sql, id, 'sharer', 4);
    const shares = async (client: ApiClient): Promise<unknown> =>
      (await client.get('/api/jobs-list')).body.find((job: { id: string }) => job.id === id).sharing;
    const all = [
      { principalId: 'sharer', accessLevel: 4 },
      { principalId: 'viewer', accessLevel: 1 },
    ];
    expect(await shares(owner)).toEqual(all);
    expect(await shares(service.as('sharer'))).toEqual(all);
    expect(await shares(service.as('viewer'))).toEqual([all[1]]);
  });
});

describe('a natural id', () => {
  it('means the job of its owner, whoever has a job of the same slug', async () => {
    const [one, two] = [service.as('twin-one'), service.as('twin-two')];
    const first = await createJob(one, { name: 'Same' });
    const second = await createJob(two, { name: 'Same' });
    await shareJob(service.sql, second.id, 'twin-one', 1);
    expect((await one.get('/api/jobs/twin-one:same')).body.id).toBe(first.id);
    expect((await one.get('/api/jobs/twin-two:same')).body.id).toBe(second.id);
    expectProblem(await two.get('/api/jobs/twin-one:same'), 404, 'JOB_NOT_FOUND');
  });
});
