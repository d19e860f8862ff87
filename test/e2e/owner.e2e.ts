import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;
let carol: ApiClient;
let root: ApiClient;

const TEAMS = [
  { id: 'analytics', name: 'Analytics', role: 'admin' },
  { id: 'marketing', name: 'Marketing', role: 'publisher' },
];

const ascending = (a: number, b: number): number => a - b;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice', { teams: TEAMS });
  bob = service.as('bob', { teams: [{ id: 'friends', name: 'Friends', role: 'admin' }] });
  carol = service.as('carol', { teams: [{ id: 'analytics', name: 'Analytics', role: 'memberPlus' }] });
  root = service.as('root', { superuser: true });
  for (const client of [alice, bob, carol, root]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const share = async (jobId: string, principalId: string, accessLevel: number): Promise<void> => {
  expect((await alice.put(`/api/jobs/${jobId}/shares/${principalId}`, { accessLevel })).status).toBe(200);
};
const hand = (client: ApiClient, jobId: string, ownerId: unknown) =>
  client.put(`/api/jobs/${jobId}/owner`, { ownerId });
const ownerOf = async (jobId: string): Promise<string> => (await root.get(`/api/jobs/${jobId}/owner`)).body.ownerId;

describe('GET /api/jobs/{id}/owner', () => {
  it('tells whoever can see the job who owns it, and nobody else', async () => {
    const { id } = await createJob(alice, { name: 'Whose' });
    expect((await alice.get('/api/jobs/alice:whose/owner')).body).toEqual({ ownerId: 'alice' });
    expectProblem(await bob.get(`/api/jobs/${id}/owner`), 404, 'JOB_NOT_FOUND');
    await share(id, 'bob', 1);
    expect((await bob.get(`/api/jobs/${id}/owner`)).body).toEqual({ ownerId: 'alice' });
  });
});

describe('PUT /api/jobs/{id}/owner', () => {
  it('does what the example of the source document does', async () => {
    const { id } = await createJob(alice, { name: 'Daily Sales Report' });
    const answer = await hand(alice, id, 'team:analytics');
    expect([answer.status, answer.body]).toEqual([200, { ownerId: 'team:analytics' }]);
    const { body } = await carol.get('/api/jobs/analytics:daily-sales-report');
    expect(body).toMatchObject({ id, ownerId: 'team:analytics', ownerName: 'Analytics', version: 2 });
    expect(body).toMatchObject({ naturalId: 'team:analytics:daily-sales-report', slug: 'daily-sales-report' });
    expectProblem(await alice.get('/api/jobs/alice:daily-sales-report'), 404, 'JOB_NOT_FOUND');
  });

  it('takes a bare team name and a user, and is idempotent', async () => {
    const { id } = await createJob(alice);
    expect((await hand(alice, id, 'analytics')).body).toEqual({ ownerId: 'team:analytics' });
    expect((await hand(alice, id, 'team:analytics')).body).toEqual({ ownerId: 'team:analytics' });
    expect((await alice.get(`/api/jobs/${id}`)).body.version).toBe(2);
    expect((await hand(alice, id, 'bob')).body).toEqual({ ownerId: 'bob' });
    expectProblem(await alice.get(`/api/jobs/${id}`), 404, 'JOB_NOT_FOUND');
    expect((await bob.get(`/api/jobs/${id}`)).body.permissions.delete).toBe(true);
  });

  it('moves the job in the lists of both', async () => {
    const { id } = await createJob(alice, { name: 'Listed handover' });
    await hand(alice, id, 'bob');
    const listed = async (client: ApiClient): Promise<number> => (await client.get('/api/jobs?q=handover')).body.total;
    expect([await listed(alice), await listed(bob)]).toEqual([0, 1]);
  });

  it('finds another slug only when the new owner has that one', async () => {
    await createJob(bob, { name: 'Clash' });
    await createJob(bob, { name: 'Clash' });
    const { id } = await createJob(alice, { name: 'Clash' });
    await alice.put(`/api/jobs/${id}`, { name: 'Renamed' });
    await hand(alice, id, 'bob');
    expect((await bob.get('/api/jobs/bob:clash-3')).body).toMatchObject({ id, slug: 'clash-3', name: 'Renamed' });
  });

  it('takes away the share that the new owner had, and leaves the others', async () => {
    const { id } = await createJob(alice);
    await share(id, 'bob', 2);
    await share(id, 'carol', 1);
    await hand(alice, id, 'bob');
    const { body } = await bob.get(`/api/jobs/${id}/shares`);
    expect(body._embedded['inf:share'].map((entry: { principalId: string }) => entry.principalId)).toEqual(['carol']);
  });

  it.each([3, 4])('lets level %i hand it only to a team that the owner administers', async (level) => {
    const { id } = await createJob(alice);
    await share(id, 'bob', level);
    for (const target of ['bob', 'carol', 'team:friends', 'team:marketing'])
      expectProblem(await hand(bob, id, target), 403, 'OWNER_CHANGE_REFUSED');
    expect((await hand(bob, id, 'alice')).status).toBe(200);
    expect((await hand(bob, id, 'team:analytics')).body).toEqual({ ownerId: 'team:analytics' });
    expect((await alice.get(`/api/jobs/${id}`)).body.permissions.delete).toBe(true);
    expectProblem(await hand(bob, id, 'alice'), 403, 'OWNER_CHANGE_REFUSED');
    expectProblem(await bob.delete(`/api/jobs/${id}`), 403, 'ACCESS_DENIED');
  });

  it('lets members of the owning team no more than their role allows', async () => {
    const { id } = await createJob(alice, { ownerId: 'team:analytics' });
    expectProblem(await hand(carol, id, 'carol'), 403, 'OWNER_CHANGE_REFUSED');
    expect((await hand(alice, id, 'carol')).status).toBe(200);
    expect((await carol.delete(`/api/jobs/${id}`)).status).toBe(204);
  });

  it('is refused below EDIT, to strangers, and for bad input', async () => {
    const { id } = await createJob(alice);
    expectProblem(await hand(bob, id, 'bob'), 404, 'JOB_NOT_FOUND');
    await share(id, 'bob', 2);
    expectProblem(await hand(bob, id, 'bob'), 403, 'ACCESS_DENIED');
    for (const unknown of ['nobody', 'team:nothing', 'team:alice', '', 'a b', 'x'.repeat(300)])
      expectProblem(await hand(alice, id, unknown), 422, 'UNKNOWN_PRINCIPAL');
    for (const malformed of [undefined, null, 7, ['bob'], 'x'.repeat(301)])
      expectProblem(await hand(alice, id, malformed), 400, 'VALIDATION_FAILED');
    expectProblem(await alice.put(`/api/jobs/${id}/owner`, { ownerId: 'bob', force: true }), 400, 'VALIDATION_FAILED');
    expectProblem(await hand(alice, id, 'a\0b'), 400, 'MALFORMED_TEXT');
    expect(await ownerOf(id)).toBe('alice');
  });

  it('is told to the audit trail and counted as a version', async () => {
    const { id } = await createJob(alice);
    await hand(alice, id, 'team:analytics');
    const events = await service.sql.rows<Record<string, unknown>>({
      text: `SELECT action, actor_id, changes FROM audit_events WHERE subject_id = $1 ORDER BY at DESC LIMIT 1`,
      values: [id],
    });
    expect(events).toEqual([
      {
        action: 'job.ownerChanged',
        actor_id: 'alice',
        changes: { ownerId: { from: 'alice', to: 'team:analytics' } },
      },
    ]);
    const { body } = await alice.get(`/api/jobs/${id}/versions/2`);
    expect([body.savedBy, body.content.ownerId]).toEqual(['alice', 'team:analytics']);
  });
});

describe('taking and deleting at once', () => {
  it('never lets an editor take a job and have it deleted', async () => {
    const jobs = await Promise.all(Array.from({ length: 6 }, () => createJob(alice)));
    for (const { id } of jobs) await share(id, 'bob', 3);
    const attempts = jobs.flatMap(({ id }) => [
      hand(bob, id, 'bob'),
      bob.delete(`/api/jobs/${id}`),
      hand(bob, id, 'team:friends'),
      bob.delete(`/api/jobs/${id}`),
      hand(bob, id, 'team:analytics'),
    ]);
    const statuses = (await Promise.all(attempts)).map((answer) => answer.status);
    expect(statuses.filter((_, index) => index % 5 !== 4).every((status) => status === 403)).toBe(true);
    for (const { id } of jobs) expect(await ownerOf(id)).toBe('team:analytics');
  });

  it('lets either the handover or the deletion by the old owner happen, not both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await createJob(alice);
      const [handed, deleted] = await Promise.all([hand(alice, id, 'bob'), alice.delete(`/api/jobs/${id}`)]);
      const outcome = [handed.status, deleted.status];
      expect([
        [200, 404],
        [404, 204],
      ]).toContainEqual(outcome);
      expect((await bob.get(`/api/jobs/${id}`)).status).toBe(handed.status);
    }
  });

  it('hands a job to one of two, and the second is refused', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await createJob(alice);
      const targets = ['bob', 'carol'];
      const answers = await Promise.all(targets.map((target) => hand(alice, id, target)));
      expect(answers.map((answer) => answer.status).sort(ascending)).toEqual([200, 404]);
      expect(await ownerOf(id)).toBe(targets[answers.findIndex((answer) => answer.status === 200)]);
    }
  });

  it('comes before a commit or after it: what lost its right, or is stale by then, is not committed', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await createJob(alice, { notes: 'before' });
      await alice.post(`/api/jobs/${id}/_edit`);
      await alice.put(`/api/jobs/${(await alice.get(`/api/jobs/${id}/draft`)).body.id}`, { notes: 'after' });
      const target = round % 2 === 0 ? 'bob' : 'team:analytics';
      const [handed, committed] = await Promise.all([hand(alice, id, target), alice.post(`/api/jobs/${id}/_commit`)]);
      expect(handed.status).toBe(200);
      expect([200, target === 'bob' ? 404 : 409]).toContain(committed.status);
      const { body } = await root.get(`/api/jobs/${id}`);
      const isCommitted = committed.status === 200;
      expect(body).toMatchObject({
        ownerId: target,
        notes: isCommitted ? 'after' : 'before',
        version: isCommitted ? 3 : 2,
      });
    }
  });

  it('never leaves its new owner with a share, whoever shares it with them at that moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await createJob(alice);
      const [handed, shared] = await Promise.all([
        hand(alice, id, 'bob'),
        alice.put(`/api/jobs/${id}/shares/bob`, { accessLevel: 3 }),
      ]);
      expect([handed.status, [200, 404].includes(shared.status)]).toEqual([200, true]);
      expect((await bob.get(`/api/jobs/${id}/shares`)).body.total).toBe(0);
    }
  });

  it('gives every job its own slug when many go to one owner at once', async () => {
    const owners = ['dave', 'erin', 'frank', 'grace'].map((name) => service.as(name));
    const jobs = await Promise.all(owners.map((owner) => createJob(owner, { name: 'Same slug' })));
    const made = createJob(carol, { name: 'Same slug' });
    const answers = await Promise.all(jobs.map((job, index) => hand(owners[index]!, job.id, 'carol')));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    const slugs = await Promise.all(
      [...jobs, await made].map(async ({ id }) => (await carol.get(`/api/jobs/${id}`)).body.slug),
    );
    expect(new Set(slugs).size).toBe(5);
  });
});
