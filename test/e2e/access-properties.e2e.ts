import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEVEL_OF_PERMISSION } from '../../src/sharing/access-level.js';
import type { Permission } from '../../src/auth/permission.js';
import { AccessModel } from '../support/access-model.js';
import type { AccessStep } from '../support/access-model.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createJob } from '../support/shares.js';

const PEOPLE = ['ann', 'bob'];
const TEAMS = ['team:red', 'team:blue'];
const NO_SUCH = '00000000-0000-7000-8000-000000000000';
const NEVER = { 'If-Match': '"0"' };

let service: TestApp;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  root = service.as('root', { superuser: true });
  for (const name of [...PEOPLE, 'root'])
    await service.as(name, name === 'root' ? { superuser: true } : {}).get('/api/auth/me');
});
afterAll(() => service?.close());

const clientOf = (name: string): ApiClient => (name === 'root' ? root : service.as(name));

/** For each permission some routes that need it, asked for in a way that changes nothing even when it is allowed. */
const PROBES: [Permission, (client: ApiClient, job: string) => Promise<Answer>][] = [
  ['job:read', (client, job) => client.get(job)],
  ['job:read', (client, job) => client.get(`${job}/history`)],
  ['job:read', (client, job) => client.get(`${job}/owner`)],
  ['job:read', (client, job) => client.put(`${job}/favorite`)],
  ['job:run', (client, job) => client.post(job, { parameters: 'no object' })],
  ['job:run', (client, job) => client.post(`${job}/history/${NO_SUCH}/_cancel`)],
  ['job:edit', (client, job) => client.put(job, {}, NEVER)],
  ['job:edit', (client, job) => client.get(`${job}/versions`)],
  ['job:edit', (client, job) => client.post(`${job}/actions`, { type: 'noop' }, NEVER)],
  ['job:edit', (client, job) => client.post(`${job}/_commit`, undefined, NEVER)],
  ['job:share', (client, job) => client.get(`${job}/shares`)],
  ['job:share', (client, job) => client.delete(`${job}/shares/nobody`)],
  ['job:changeOwner', (client, job) => client.put(`${job}/owner`, { ownerId: 'ann' }, NEVER)],
  ['job:delete', (client, job) => client.delete(job, NEVER)],
];

const person = fc.constantFrom(...PEOPLE);
const team = fc.constantFrom(...TEAMS);
const principal = fc.constantFrom(...PEOPLE, ...TEAMS);
const role = fc.constantFrom('member' as const, 'memberPlus' as const, 'publisher' as const, 'admin' as const);
const kind = <Kind extends string>(name: Kind) => fc.constant(name);
const step: fc.Arbitrary<AccessStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: kind('share'), by: person, with: principal, level: fc.integer({ min: 0, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('unshare'), by: person, with: principal }) },
  { weight: 6, arbitrary: fc.record({ kind: kind('own'), by: person, owner: principal }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('join'), user: person, team, role }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('leave'), user: person, team }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('disband'), team }) },
);
/** `isAble`: it is done by whoever may do most, or nearly every step would be refused. */
const attempt: fc.Arbitrary<Attempt> = fc.record({
  step,
  isAble: fc.integer({ min: 0, max: 3 }).map((die) => die > 0),
});

interface Attempt {
  step: AccessStep;
  isAble: boolean;
}

function resolved({ step: drawn, isAble }: Attempt, model: AccessModel): AccessStep {
  if (!isAble || !('by' in drawn)) return drawn;
  const [best = 'root'] = PEOPLE.filter((name) => model.levelOf(name) >= 4);
  return { ...drawn, by: best };
}

/** The same step by HTTP. Memberships and teams are the superuser's to change. */
function send(action: AccessStep, job: string): Promise<Answer> {
  switch (action.kind) {
    case 'share':
      return clientOf(action.by).put(`${job}/shares/${action.with}`, { accessLevel: action.level });
    case 'unshare':
      return clientOf(action.by).delete(`${job}/shares/${action.with}`);
    case 'own':
      return clientOf(action.by).put(`${job}/owner`, { ownerId: action.owner });
    case 'join':
      return root.put(`/api/teams/${action.team}/members/${action.user}`, { role: action.role });
    case 'leave':
      return root.delete(`/api/teams/${action.team}/members/${action.user}`);
    default:
      return root.delete(`/api/teams/${action.team}`);
  }
}

/** The service as the model knows it at the start: one job of ann's, two teams without members. */
async function afresh(): Promise<{ id: string; model: AccessModel }> {
  for (const id of TEAMS) {
    await root.delete(`/api/teams/${id}`);
    expect((await root.post('/api/teams', { id: id.slice('team:'.length) })).status).toBe(201);
  }
  const { id } = await createJob(service.as('ann'), { name: 'Whose' });
  return { id, model: new AccessModel('ann', TEAMS) };
}

async function explainedLevel(jobId: string, user: string): Promise<number> {
  return (await root.get(`/api/jobs/${jobId}/access?principalId=${user}`)).body.accessLevel;
}

/** All that somebody of that level can and can't do, tried by the routes and read from page and lists. */
async function expectAgreement(jobId: string, user: string, level: number): Promise<void> {
  const client = clientOf(user);
  const job = `/api/jobs/${jobId}`;
  const { body: explained } = await root.get(`${job}/access?principalId=${user}`);
  expect(explained.accessLevel).toBe(level);
  const may: Record<string, boolean> = explained.permissions;
  expect(may).toEqual(
    Object.fromEntries(
      Object.entries(LEVEL_OF_PERMISSION)
        .filter(([name]) => name.startsWith('job:'))
        .map(([name, needed]) => [name, level >= needed]),
    ),
  );
  const answers = await Promise.all(PROBES.map(([, probe]) => probe(client, job)));
  const outcomes = answers.map(({ body }, index) => [index, outcomeOf(body?.errorCode)]);
  expect(outcomes).toEqual(
    PROBES.map(([permission], index) => [index, may[permission] ? 'allowed' : level === 0 ? 'absent' : 'denied']),
  );
  await expectShown(client, jobId, may);
}

const outcomeOf = (errorCode: unknown): string =>
  errorCode === 'JOB_NOT_FOUND' ? 'absent' : errorCode === 'ACCESS_DENIED' ? 'denied' : 'allowed';

/** Page and lists say the same. */
async function expectShown(client: ApiClient, jobId: string, may: Record<string, boolean>): Promise<void> {
  const [page, list, flat] = await Promise.all([
    client.get(`/api/jobs/${jobId}`),
    client.get('/api/jobs?limit=1000'),
    client.get('/api/jobs-list'),
  ]);
  const isIt = ({ id }: { id: string }): boolean => id === jobId;
  expect(list.body._embedded['inf:job'].some(isIt)).toBe(may['job:read']);
  const [read, edit, run, share, remove] = [
    may['job:read'],
    may['job:edit'],
    may['job:run'],
    may['job:share'],
    may['job:delete'],
  ];
  expect(page.body.permissions).toEqual(read ? { read, edit, run, delete: remove } : undefined);
  expect(flat.body.find(isIt)?.permissions).toEqual(read ? { edit, write: edit, delete: remove, share } : undefined);
}

/** Does what was drawn, step by step, and compares the service with the model. */
async function play(id: string, model: AccessModel, attempts: Attempt[]): Promise<void> {
  for (const drawn of attempts) {
    const action = resolved(drawn, model);
    const { status } = await send(action, `/api/jobs/${id}`);
    expect([action, status]).toEqual([action, model.apply(action)]);
    expect(await Promise.all(PEOPLE.map((user) => explainedLevel(id, user)))).toEqual(
      PEOPLE.map((user) => model.levelOf(user)),
    );
  }
  for (const user of PEOPLE) await expectAgreement(id, user, model.levelOf(user));
}

describe('whatever becomes of shares, teams and owners, in whatever order', () => {
  it('nobody can do more, or less, than the explanation says, and the explanation is right', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 20, maxLength: 25, size: 'max' }), async (attempts) => {
        const { id, model } = await afresh();
        try {
          await play(id, model, attempts);
        } finally {
          await root.delete(`/api/jobs/${id}`);
        }
      }),
      // A sequence is short enough to be read as it is; shrinking would play it hundreds of times.
      { numRuns: 6, endOnFailure: true },
    );
  }, 180_000);
});
