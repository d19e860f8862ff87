import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventuallyWaiting, whileLocked } from '../support/locks.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let root: ApiClient;
let bob: ApiClient;
let tagId: string;

beforeAll(async () => {
  service = await startTestApp();
  root = service.as('root', { superuser: true });
  bob = service.as('bob');
  for (const client of [bob, service.as('carol')]) await client.get('/api/auth/me');
  for (const id of ['crew', 'guests']) expect((await root.post('/api/teams', { id })).status).toBe(201);
  await bob.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows: [{ a: 1 }] } });
  tagId = (await root.post('/api/tags', { name: 'raced' })).body.id;
});
afterAll(() => service?.close());

const join = async (role: string): Promise<void> => {
  expect((await root.put('/api/teams/crew/members/bob', { role })).status).toBe(200);
};
const leave = async (): Promise<void> => {
  expect((await root.delete('/api/teams/crew/members/bob')).status).toBe(204);
};

/** Paths of a job of the crew with one of everything, and of bob's draft of it. */
interface Crewed {
  job: string;
  draft: string;
  action: string;
  attachment: string;
  jobIds: string[];
}

async function crewedJob(): Promise<Crewed> {
  await join('admin');
  const { id } = await createJob(bob, { ownerId: 'team:crew', datasets: { sales: 'bob:sales' }, notes: 'before' });
  const job = `/api/jobs/${id}`;
  const action = `${job}/actions/${(await bob.post(`${job}/actions`, { type: 'noop' })).body.id}`;
  const attachment = `${action}/attachments/${(await bob.post(`${action}/attachments`, { type: 'file', name: 'f' })).body.id}`;
  await bob.put(`${job}/shares/carol`, { accessLevel: 1 });
  await bob.put(`${job}/tags/${tagId}`);
  const draftId: string = (await bob.post(`${job}/_edit`)).body.id;
  return { job, draft: `/api/jobs/${draftId}`, action, attachment, jobIds: [id, draftId] };
}

/** Everything that changes a job, by how it is asked for. */
const CHANGES: [name: string, change: (at: Crewed) => Promise<Answer>][] = [
  ['PUT of the job', ({ job }) => bob.put(job, { notes: 'after' })],
  ['PUT of a draft', ({ draft }) => bob.put(draft, { notes: 'after' })],
  ['DELETE of the job', ({ job }) => bob.delete(job)],
  ['DELETE of a draft', ({ draft }) => bob.delete(draft)],
  ['PUT owner', ({ job }) => bob.put(`${job}/owner`, { ownerId: 'bob' })],
  ['_edit', ({ job }) => bob.post(`${job}/_edit`)],
  ['_commit by the job', ({ job }) => bob.post(`${job}/_commit`)],
  ['_commit by the draft', ({ draft }) => bob.post(`${draft}/_commit`)],
  ['DELETE draft', ({ job }) => bob.delete(`${job}/draft`)],
  ['_restore', ({ job }) => bob.post(`${job}/versions/1/_restore`)],
  ['POST action', ({ job }) => bob.post(`${job}/actions`, { type: 'noop' })],
  ['PUT action', ({ action }) => bob.put(action, { name: 'after' })],
  ['DELETE action', ({ action }) => bob.delete(action)],
  ['POST attachment', ({ action }) => bob.post(`${action}/attachments`, { type: 'file', name: 'g' })],
  ['PUT attachment', ({ attachment }) => bob.put(attachment, { name: 'after' })],
  ['DELETE attachment', ({ attachment }) => bob.delete(attachment)],
  ['PUT contents', ({ attachment }) => bob.put(`${attachment}/action-attachment-file-contents`, 'text')],
  ['POST dataset', ({ job }) => bob.post(`${job}/datasets`, { alias: 'more', datasetId: 'bob:sales' })],
  ['PUT dataset', ({ job }) => bob.put(`${job}/datasets/sales`, { datasetId: 'bob:sales' })],
  ['DELETE dataset', ({ job }) => bob.delete(`${job}/datasets/sales`)],
  ['PUT share', ({ job }) => bob.put(`${job}/shares/carol`, { accessLevel: 4 })],
  ['DELETE share', ({ job }) => bob.delete(`${job}/shares/carol`)],
  ['PUT tag', ({ job }) => bob.put(`${job}/tags/${tagId}`)],
  ['DELETE tag', ({ job }) => bob.delete(`${job}/tags/${tagId}`)],
];

/** Whoever changes a job waits for one of these. */
const lockOf = ({ jobIds }: Crewed): string => {
  const ids = jobIds.map((id) => `'${id}'`).join(',');
  return `SELECT 1 FROM job_schedules s JOIN jobs j ON j.id = s.job_id WHERE j.id IN (${ids}) FOR UPDATE`;
};

/** What the job, its shares and tags are, as a superuser sees them. */
async function stateOf({ job }: Crewed): Promise<unknown[]> {
  const paths = [job, `${job}/shares`, `${job}/tags`];
  return (await Promise.all(paths.map((path) => root.get(path)))).map((answer) => [answer.status, answer.body]);
}

/** Lets bob's change begin, takes his rights away while it waits for the job, and lets it go on. */
async function overtaken(at: Crewed, change: (at: Crewed) => Promise<Answer>, takeAway: () => Promise<void>) {
  let answer: Promise<Answer> | undefined;
  await whileLocked(service.databaseUrl, lockOf(at), async (release) => {
    answer = change(at);
    await eventuallyWaiting(service.sql, 1);
    await takeAway();
    await release();
    await answer;
  });
  return answer!;
}

describe('a change that waits while its maker loses access', () => {
  it.each(CHANGES)('%s finds nothing any more', async (_, change) => {
    const at = await crewedJob();
    const before = await stateOf(at);
    expectProblem(await overtaken(at, change, leave), 404, 'JOB_NOT_FOUND');
    expect(await stateOf(at)).toEqual(before);
  });

  it('is refused when they may still see the job', async () => {
    const at = await crewedJob();
    const before = await stateOf(at);
    const answer = await overtaken(
      at,
      ({ action }) => bob.put(action, { name: 'x' }),
      () => join('member'),
    );
    expectProblem(answer, 403, 'ACCESS_DENIED');
    expect(await stateOf(at)).toEqual(before);
  });

  it('grants no more than they hold by then', async () => {
    const at = await crewedJob();
    await root.put(`${at.job}/shares/bob`, { accessLevel: 3 });
    const answer = await overtaken(at, ({ job }) => bob.put(`${job}/shares/guests`, { accessLevel: 4 }), leave);
    expectProblem(answer, 403, 'ACCESS_DENIED');
  });

  it('is refused when their account is disabled', async () => {
    const at = await crewedJob();
    const disable = async (disabled: boolean): Promise<void> => {
      expect((await root.put('/api/users/bob', { disabled })).status).toBe(200);
    };
    expectProblem(
      await overtaken(
        at,
        ({ job }) => bob.put(job, { notes: 'x' }),
        () => disable(true),
      ),
      404,
      'JOB_NOT_FOUND',
    );
    await disable(false);
  });
});

describe('withdrawing a share', () => {
  it('is over only when nothing of whom it was withdrawn from can still happen', async () => {
    const [alice, eve] = [service.as('alice'), service.as('eve')];
    await eve.get('/api/auth/me');
    for (let round = 0; round < 12; round += 1) {
      const { id } = await createJob(alice, { notes: 'before' });
      const path = `/api/jobs/${id}`;
      await alice.put(`${path}/shares/eve`, { accessLevel: 4 });
      const versionAfter = async (withdrawal: Promise<Answer>): Promise<number> => {
        expect([200, 204]).toContain((await withdrawal).status);
        return (await alice.get(path)).body.version;
      };
      const withdrawal =
        round % 2 === 0 ? alice.delete(`${path}/shares/eve`) : alice.put(`${path}/shares/eve`, { accessLevel: 0 });
      const [changed, shared, seen] = await Promise.all([
        eve.put(path, { notes: 'after' }),
        eve.put(`${path}/shares/carol`, { accessLevel: 4 }),
        versionAfter(withdrawal),
      ]);
      expect([200, 404]).toContain(changed.status);
      expect([200, 404]).toContain(shared.status);
      const { body } = await alice.get(path);
      expect([body.version, body.notes]).toEqual(changed.status === 200 ? [2, 'after'] : [1, 'before']);
      expect(body.version).toBe(seen);
      expectProblem(await eve.get(path), 404, 'JOB_NOT_FOUND');
    }
  });
});
