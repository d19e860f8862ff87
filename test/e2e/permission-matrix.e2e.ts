import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEVEL_OF_PERMISSION } from '../../src/sharing/access-level.js';
import type { Permission } from '../../src/auth/permission.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

/** The routes about one job, and what each needs, as docs/permissions.md tells people. */
const ROUTES = [
  ...fs.readFileSync('docs/permissions.md', 'utf8').matchAll(/^\| `(\w+) (\/api\/jobs\/\{id\}\S*)`\s+\| `(job:\w+)`/gm),
].map(([, method, path, permission]) => ({
  method: method!,
  path: path!,
  needed: LEVEL_OF_PERMISSION[permission as Permission]!,
}));
const NO_SUCH = '00000000-0000-7000-8000-000000000000';

interface Actor {
  name: string;
  level: number;
  client: (test: TestApp) => ApiClient;
  /** How the job reaches the actor; without it, by owning it or by the team that does. */
  share?: { with: string; level: number };
  /** The actor's own job, not the team's. */
  isOwner?: boolean;
}

const inTeam = (team: string, role: string) => ({ teams: [{ id: team, role }] });
const ACTORS: Actor[] = [
  { name: 'the owner', level: 5, client: (test) => test.as('olga'), isOwner: true },
  { name: 'an admin of the owning team', level: 5, client: (test) => test.as('ann', inTeam('owners', 'admin')) },
  {
    name: 'a publisher of the owning team',
    level: 4,
    client: (test) => test.as('publisher', inTeam('owners', 'publisher')),
  },
  {
    name: 'a memberPlus of the owning team',
    level: 3,
    client: (test) => test.as('plus', inTeam('owners', 'memberPlus')),
  },
  { name: 'a member of the owning team', level: 2, client: (test) => test.as('member', inTeam('owners', 'member')) },
  ...[1, 2, 3, 4].flatMap((level): Actor[] => [
    {
      name: `somebody with a share of level ${level}`,
      level,
      client: (test) => test.as('bob'),
      share: { with: 'bob', level },
    },
    {
      name: `a member of a team with a share of level ${level}`,
      level,
      client: (test) => test.as('tom', inTeam('guests', 'member')),
      share: { with: 'team:guests', level },
    },
  ]),
  { name: 'a stranger', level: 0, client: (test) => test.as('stranger') },
  { name: 'a superuser', level: 5, client: (test) => test.as('root', { superuser: true }) },
];

let test: TestApp;
let owner: ApiClient;

beforeAll(async () => {
  test = await startTestApp();
  owner = test.as('ann', inTeam('owners', 'admin'));
  for (const actor of ACTORS) await actor.client(test).get('/api/auth/me');
});
afterAll(() => test?.close());

async function jobFor(actor: Actor): Promise<string> {
  const [maker, owning] = actor.isOwner ? [actor.client(test), {}] : [owner, { ownerId: 'team:owners' }];
  const created = await maker.post('/api/jobs', { name: 'Matrix', type: 'noop', ...owning });
  expect(created.status).toBe(201);
  if (!actor.share) return created.body.id;
  const { with: principal, level: accessLevel } = actor.share;
  const shared = await owner.put(`/api/jobs/${created.body.id}/shares/${principal}`, { accessLevel });
  if (shared.status !== 200) throw new Error(`sharing answered ${shared.status}`);
  return created.body.id;
}

describe('every route about a job', () => {
  it('is in the table', () => expect(ROUTES.length).toBeGreaterThan(15));

  it.each(ACTORS)('answers $name as the table says', async (actor) => {
    const client = actor.client(test);
    const wrong: string[] = [];
    for (const { method, path, needed } of ROUTES) {
      const url = path.replace('{id}', await jobFor(actor)).replaceAll(/\{\w+\}/g, NO_SUCH);
      const { status, body } = await client.send(method, url, method === 'PUT' || method === 'PATCH' ? {} : undefined);
      const expected = actor.level === 0 ? 'absent' : actor.level < needed ? 'denied' : 'allowed';
      const seen =
        body?.errorCode === 'JOB_NOT_FOUND' ? 'absent' : body?.errorCode === 'ACCESS_DENIED' ? 'denied' : 'allowed';
      if (seen !== expected || status >= 500 || status === 401)
        wrong.push(`${method} ${path}: ${status} ${body?.errorCode}, ${expected} expected`);
    }
    expect(wrong).toEqual([]);
  });
});
