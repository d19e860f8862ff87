import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerText } from '../../src/auth/callers.repository.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

// Two nodes on one database: what one of them remembers of a caller is changed through the other.
let here: TestApp;
let there: TestApp;
let root: ApiClient;
let jobId: string;

beforeAll(async () => {
  here = await startTestApp({ env: { NODE_ROLES: 'api' } });
  there = await startTestApp({ databaseUrl: here.databaseUrl, env: { NODE_ROLES: 'api' } });
  root = there.as('root', { superuser: true });
  expect((await root.post('/api/teams', { id: 'crew' })).status).toBe(201);
  await here.as('bob').get('/api/auth/me');
  expect((await root.put('/api/teams/crew/members/root', { role: 'admin' })).status).toBe(200);
  jobId = (await createJob(root, { ownerId: 'team:crew' })).id;
});
afterAll(async () => {
  await there?.close();
  await here?.close();
});

const ROUTES: [name: string, ask: (client: ApiClient) => Promise<Answer>][] = [
  ['the list', (client) => client.get('/api/jobs')],
  ['a longer list', (client) => client.get('/api/jobs?limit=7')],
  ['a search without words', (client) => client.get('/api/jobs?q=-')],
  ['a job', (client) => client.get(`/api/jobs/${jobId}`)],
  ['its history', (client) => client.get(`/api/jobs/${jobId}/history`)],
  ['a run of it', (client) => client.post(`/api/jobs/${jobId}`)],
];

/** Often enough to be remembered. */
async function remembered(client: ApiClient, ask: (client: ApiClient) => Promise<Answer>): Promise<Answer> {
  for (let times = 0; times < 3; times += 1) await ask(client);
  return ask(client);
}

const jobsOf = ({ body }: Answer): number => body._embedded['inf:job'].length;

describe('a caller whom another node', () => {
  it.each(ROUTES)('disabled is refused by %s at once', async (name, ask) => {
    const userId = name.replaceAll(' ', '-');
    const client = here.as(userId);
    expect([200, 404]).toContain((await remembered(client, ask)).status);
    expect((await root.put(`/api/users/${userId}`, { disabled: true })).status).toBe(200);
    expectProblem(await ask(client), 401, 'USER_DISABLED');
  });

  it('takes into a team and out of it sees its jobs just so long', async () => {
    const bob = here.as('bob');
    const isSeen = async (): Promise<[number, number]> => [
      jobsOf(await bob.get('/api/jobs')),
      (await bob.get(`/api/jobs/${jobId}`)).status,
    ];
    for (let times = 0; times < 3; times += 1) expect(await isSeen()).toEqual([0, 404]);
    await root.put('/api/teams/crew/members/bob', { role: 'member' });
    for (let times = 0; times < 3; times += 1) expect(await isSeen()).toEqual([1, 200]);
    expect((await bob.put(`/api/jobs/${jobId}`, { notes: 'x' })).status).toBe(403);
    await root.put('/api/teams/crew/members/bob', { role: 'memberPlus' });
    expect((await bob.put(`/api/jobs/${jobId}`, { notes: 'x' })).status).toBe(200);
    await root.delete('/api/teams/crew/members/bob');
    expect(await isSeen()).toEqual([0, 404]);
  });

  it('made a superuser, and unmade, sees all just so long', async () => {
    const bob = here.as('bob');
    await remembered(bob, (client) => client.get('/api/jobs'));
    for (const [superuser, status] of [
      [true, 200],
      [false, 404],
    ] as const) {
      expect((await root.put('/api/users/bob', { superuser })).status).toBe(200);
      expect(jobsOf(await bob.get('/api/jobs'))).toBe(superuser ? 1 : 0);
      expect((await bob.get(`/api/jobs/${jobId}`)).status).toBe(status);
    }
  });

  it('deletes is unknown to lists and jobs at once', async () => {
    const eve = here.as('eve');
    await remembered(eve, (client) => client.get('/api/jobs'));
    expect((await root.delete('/api/users/eve')).status).toBe(204);
    // The issuer's token still speaks for eve: a new account, without what the old one had.
    expect((await eve.get('/api/jobs')).status).toBe(200);
    expect((await eve.get(`/api/jobs/${jobId}`)).status).toBe(404);
  });
});

const CHANGES = [
  ['a role in a team', `UPDATE team_members SET role = 'admin' WHERE user_id = 'dan'`],
  ['a team', `DELETE FROM team_members WHERE user_id = 'dan'`],
  ['a role in a project', `UPDATE project_members SET role = 'admin' WHERE user_id = 'dan'`],
  ['the life of a project', `UPDATE projects SET scheduled_deletion = now() WHERE name = 'sales'`],
  ['a project', `DELETE FROM project_members WHERE user_id = 'dan'`],
  ['the name', `UPDATE principals SET name = 'Daniel' WHERE id = 'dan'`],
  ['a permission', `UPDATE users SET permissions = '{permission.jobs.create}' WHERE id = 'dan'`],
] as const;

describe('what makes a caller', () => {
  it('is another text after each change, by whatever way, and the same without one', async () => {
    await here.as('dan').get('/api/auth/me');
    await root.put('/api/teams/crew/members/dan', { role: 'member' });
    const project = await root.post('/api/projects', { name: 'sales' });
    expect(project.status).toBe(201);
    await here.sql.execute({
      text: `INSERT INTO project_members (project_id, user_id, role) SELECT id, 'dan', 'viewer' FROM projects WHERE name = 'sales'`,
    });
    const textNow = async () =>
      (await here.sql.first<{ text: string }>({ text: `SELECT ${callerText('$1')} AS text`, values: ['dan'] }))!.text;
    const noticed: string[] = [];
    for (const [what, text] of CHANGES) {
      const before = await textNow();
      expect(await textNow()).toBe(before);
      expect(await here.sql.execute({ text })).toBe(1);
      if ((await textNow()) !== before) noticed.push(what);
    }
    expect(noticed).toEqual(CHANGES.map(([what]) => what));
  });
});
