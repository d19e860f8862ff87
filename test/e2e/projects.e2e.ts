import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { addMember, createProject, createWorkflow, maker, speaker } from '../support/projects.js';

const ROLES = ['viewer', 'editor', 'admin', 'owner'] as const;

let service: TestApp;
let ann: ApiClient;
let root: ApiClient;
let stranger: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = maker(service, 'ann');
  root = speaker(service, 'root', { superuser: true });
  stranger = speaker(service, 'stranger');
  const users = ['vic', 'eve', 'adam', 'bob', 'carl'].map((id) => speaker(service, id));
  await Promise.all([ann, root, stranger, ...users].map((client) => client.get('/api/auth/me')));
});
afterAll(() => service?.close());

describe('a project', () => {
  it('is made by those who may, and its maker is its owner', async () => {
    expectProblem(await stranger.post('/api/projects', { name: 'not-mine' }), 403, 'PERMISSION_MISSING');
    const made = await ann.post('/api/projects', { name: 'sales-1', description: 'd', concurrency: 3 });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'sales-1', description: 'd', concurrency: 3, scheduledDeletion: null, version: 1 },
    });
    expect(made.headers.get('location')).toBe(`/api/projects/${made.body.id}`);
    expect(made.headers.get('etag')).toBe('"1"');
    const members = await ann.get(`/api/projects/${made.body.id}/members`);
    expect(members.body._embedded['inf:project-member']).toMatchObject([{ userId: 'ann', role: 'owner' }]);
  });

  it('has a name of its own, also when two ask for it at once', async () => {
    const name = `p-${randomUUID()}`;
    const answers = await Promise.all([1, 2, 3].map(() => ann.post('/api/projects', { name })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    expectProblem(
      answers.find(({ status }) => status === 409)!,
      409,
      'PROJECT_NAME_TAKEN',
    );
    const other = await createProject(ann);
    expectProblem(await ann.put(`/api/projects/${other.id}`, { name }), 409, 'PROJECT_NAME_TAKEN');
  });

  it.each([
    [{ name: 'Sales' }, 'name'],
    [{ name: 'a b' }, 'name'],
    [{ name: '' }, 'name'],
    [{ description: 'x'.repeat(241) }, 'description'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ concurrency: 1.5 }, 'concurrency'],
    [{ scheduledDeletion: 7 }, 'scheduledDeletion'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j and says where the problem is', async (fields, path) => {
    const answer = await ann.post('/api/projects', { name: `p-${randomUUID()}`, ...fields });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect([...new Set(problemPaths(answer))]).toEqual([path]);
  });

  it('takes a description of exactly 240 characters, and null clears it', async () => {
    const { id } = await createProject(ann, { description: 'x'.repeat(240) });
    expect((await ann.patch(`/api/projects/${id}`, { description: null })).body.description).toBe(null);
  });

  it('is changed only as the version that one saw', async () => {
    const { id } = await createProject(ann);
    const changed = await ann.put(`/api/projects/${id}`, { concurrency: 2 }, { 'If-Match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, concurrency: 2 } });
    expectProblem(
      await ann.put(`/api/projects/${id}`, { concurrency: 5 }, { 'If-Match': '"1"' }),
      412,
      'VERSION_MISMATCH',
    );
    expectProblem(await ann.delete(`/api/projects/${id}`, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
  });

  it('is 400 under a malformed id, 404 under an unknown one, 403 for those outside', async () => {
    const { id } = await createProject(ann);
    expectProblem(await ann.put('/api/projects/nonsense', {}), 400, 'MALFORMED_ID');
    expectProblem(await ann.put(`/api/projects/${randomUUID()}`, {}), 404, 'PROJECT_NOT_FOUND');
    expectProblem(await stranger.put(`/api/projects/${id}`, {}), 403, 'NO_PROJECT_ACCESS');
    expectProblem(await stranger.get(`/api/projects/${id}/members`), 403, 'NO_PROJECT_ACCESS');
  });

  it('is gone for all but superusers once it is scheduled for deletion, and comes back', async () => {
    const { id } = await createProject(ann);
    const scheduled = await ann.put(`/api/projects/${id}`, { scheduledDeletion: '2030-01-01' });
    expect(scheduled.body.scheduledDeletion).toBe('2030-01-01T00:00:00.000Z');
    expectProblem(await ann.get(`/api/projects/${id}/members`), 404, 'PROJECT_NOT_FOUND');
    expectProblem(await ann.put(`/api/projects/${id}`, { scheduledDeletion: null }), 404, 'PROJECT_NOT_FOUND');
    expectProblem(await stranger.put(`/api/projects/${id}`, {}), 404, 'PROJECT_NOT_FOUND');
    expect((await root.put(`/api/projects/${id}`, { scheduledDeletion: null })).status).toBe(200);
    expect((await ann.get(`/api/projects/${id}/members`)).status).toBe(200);
  });

  it('leaves who made it, changed it and was let into it in the audit trail', async () => {
    const { id } = await createProject(ann);
    await ann.put(`/api/projects/${id}`, { concurrency: 2 });
    await addMember(ann, id, 'bob', 'viewer');
    const trail = await root.get(`/api/audit?subjectKind=project&subjectId=${id}`);
    const events: { action: string; changes: unknown }[] = Object.values(trail.body._embedded).flat() as never;
    expect(events.map(({ action }) => action)).toEqual([
      'project.membersChanged',
      'project.updated',
      'project.created',
    ]);
    expect(events[0]!.changes).toEqual({ bob: { from: null, to: 'viewer' } });
  });
});

describe('what a role allows', () => {
  /** Each route, and from which role on it works. The last is the deletion. */
  const table: [string, (typeof ROLES)[number], (client: ApiClient, ids: Ids) => Promise<Answer>][] = [
    ['read members', 'viewer', (client, { project }) => client.get(`/api/projects/${project}/members`)],
    ['read a member', 'viewer', (client, { project }) => client.get(`/api/projects/${project}/members/ann`)],
    ['make a workflow', 'editor', (client, { project }) => client.post('/api/workflows', flow(project))],
    [
      'change a workflow',
      'editor',
      (client, { workflow }) => client.put(`/api/workflows/${workflow}`, { concurrency: 4 }),
    ],
    ['delete a workflow', 'admin', (client, { workflow }) => client.delete(`/api/workflows/${workflow}`)],
    [
      'change the project',
      'admin',
      (client, { project }) => client.put(`/api/projects/${project}`, { description: 'n' }),
    ],
    [
      'let somebody in',
      'admin',
      (client, { project }) => client.put(`/api/projects/${project}/members/bob`, { role: 'viewer' }),
    ],
    ['take somebody out', 'admin', (client, { project }) => client.delete(`/api/projects/${project}/members/bob`)],
    [
      'hand it over',
      'owner',
      (client, { project }) => client.put(`/api/projects/${project}/members/ann`, { role: 'owner' }),
    ],
    [
      'schedule its deletion',
      'owner',
      (client, { project }) => client.put(`/api/projects/${project}`, { scheduledDeletion: null }),
    ],
    ['delete it', 'owner', (client, { project }) => client.delete(`/api/projects/${project}`)],
  ];
  interface Ids {
    project: string;
    workflow: string;
  }
  const flow = (projectId: string): object => ({ name: `Flow ${randomUUID()}`, projectId });

  it.each(['stranger', ...ROLES, 'superuser'])('holds on every route: %s', async (who) => {
    const { id: project } = await createProject(ann);
    const { id: workflow } = await createWorkflow(ann, project);
    const users = { viewer: 'vic', editor: 'eve', admin: 'adam' };
    for (const [role, userId] of Object.entries(users)) await addMember(ann, project, userId, role);
    const clients: Record<string, ApiClient> = { stranger, superuser: root, owner: ann };
    const client = clients[who] ?? speaker(service, users[who as keyof typeof users]);
    const held = who === 'superuser' ? 3 : (ROLES as readonly string[]).indexOf(who);
    const outcomes: unknown[] = [];
    const expected: unknown[] = [];
    for (const [what, needed, attempt] of table) {
      const { status } = await attempt(client, { project, workflow });
      outcomes.push([what, status < 300 ? 'allowed' : status]);
      const isAllowed = held >= ROLES.indexOf(needed);
      // In a body a project that one is not in is as unknown as one that is not there.
      const refusal = who === 'stranger' && what === 'make a workflow' ? 422 : 403;
      expected.push([what, isAllowed ? 'allowed' : refusal]);
    }
    expect(outcomes).toEqual(expected);
  });
});

describe('the owner of a project', () => {
  const rolesOf = async (id: string): Promise<Record<string, string>> => {
    const { body } = await root.get(`/api/projects/${id}/members`);
    const members: { userId: string; role: string }[] = body._embedded['inf:project-member'];
    return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
  };

  it('becomes admin when another becomes owner', async () => {
    const { id } = await createProject(ann);
    await addMember(ann, id, 'bob', 'owner');
    expect(await rolesOf(id)).toEqual({ ann: 'admin', bob: 'owner' });
  });

  it('can be neither removed nor made less, nor leave', async () => {
    const { id } = await createProject(ann);
    expectProblem(await ann.delete(`/api/projects/${id}/members/ann`), 409, 'OWNER_NEEDED');
    expectProblem(await root.delete(`/api/projects/${id}/members/ann`), 409, 'OWNER_NEEDED');
    expectProblem(await ann.put(`/api/projects/${id}/members/ann`, { role: 'viewer' }), 409, 'OWNER_NEEDED');
    expectProblem(await root.delete('/api/users/ann'), 409, 'OWNS_THINGS');
    expect(await rolesOf(id)).toEqual({ ann: 'owner' });
  });

  it('is exactly one, also when two are made it at once', async () => {
    const { id } = await createProject(ann);
    const answers = await Promise.all(
      ['bob', 'carl'].map((userId) => ann.put(`/api/projects/${id}/members/${userId}`, { role: 'owner' })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 403]);
    const owners = Object.values(await rolesOf(id)).filter((role) => role === 'owner');
    expect(owners).toHaveLength(1);
  });
});

describe('a member', () => {
  it('is a known user with one of the roles', async () => {
    const { id } = await createProject(ann);
    const put = (userId: string, body: unknown): Promise<Answer> =>
      ann.put(`/api/projects/${id}/members/${userId}`, body);
    expectProblem(await put('nobody', { role: 'viewer' }), 422, 'UNKNOWN_PRINCIPAL');
    expectProblem(await put('bob', { role: 'king' }), 400, 'VALIDATION_FAILED');
    expectProblem(await put('bob', {}), 400, 'VALIDATION_FAILED');
    expectProblem(await ann.get(`/api/projects/${id}/members/bob`), 404, 'MEMBER_NOT_FOUND');
    expectProblem(await ann.delete(`/api/projects/${id}/members/bob`), 404, 'MEMBER_NOT_FOUND');
  });

  it('may leave, and is out with the next request', async () => {
    const { id } = await createProject(ann);
    await addMember(ann, id, 'bob', 'viewer');
    const bob = speaker(service, 'bob');
    expect((await bob.delete(`/api/projects/${id}/members/bob`)).status).toBe(204);
    expectProblem(await bob.get(`/api/projects/${id}/members`), 403, 'NO_PROJECT_ACCESS');
  });
});
