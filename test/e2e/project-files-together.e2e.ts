import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventuallyLookedForDeadlocks, eventuallyWaiting, whileLocked } from '../support/locks.js';
import { maker } from '../support/projects.js';

const NAMES = ['A', 'B', 'C', 'D'];

let service: TestApp;
let ann: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = maker(service, 'ann');
  await ann.get('/api/auth/me');
});
afterAll(() => service?.close());

const send = (text: string, query = ''): Promise<Answer> =>
  ann.send('POST', `/api/projects/_import${query}`, text, { 'Content-Type': 'application/yaml' });
const exported = async (id: string): Promise<string> => (await ann.get(`/api/projects/${id}/export`)).body;

/** Everything in the file says whose it is; in the other order for odd ones. */
const fileOf = (name: string, mark: number): string => {
  const jobs = mark % 2 === 0 ? NAMES : NAMES.toReversed();
  const lines = jobs.map((job) => `      ${job}: { type: noop, timezone: UTC, notes: mark ${mark} }`);
  return `
project: { name: ${name}, description: mark ${mark} }
workflows:
  W${mark}: { concurrency: ${mark + 1} }
  Main:
    concurrency: ${mark + 1}
    jobs:
${lines.join('\n')}`;
};
const marksIn = (text: string): Set<string> => new Set(text.match(/mark \d/g));

/** Begins all of them, and lets them go on when each waits for what `lock` locks. */
async function together(lock: string, begin: () => Promise<Answer>[]): Promise<Answer[]> {
  let begun: Promise<Answer>[] = [];
  await whileLocked(service.databaseUrl, lock, async (release) => {
    begun = begin();
    await eventuallyWaiting(service.sql, begun.length);
    await release();
  });
  return Promise.all(begun);
}

describe('imports of one project at once', () => {
  it('come one after the other: what is there is what one of them says', async () => {
    const name = `p-${randomUUID()}`;
    const { body } = await send(fileOf(name, 0));
    for (let round = 0; round < 3; round += 1) {
      const lock = `SELECT 1 FROM projects WHERE id = '${body.projectId}' FOR UPDATE`;
      const answers = await together(lock, () => [1, 2, 3, 4].map((mark) => send(fileOf(name, mark), '?prune=true')));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const text = await exported(body.projectId);
      expect(marksIn(text).size).toBe(1);
      const [mark = ''] = marksIn(text);
      expect(Object.keys(parse(text).workflows)).toEqual(['Main', mark.replace('mark ', 'W')]);
    }
  });

  it('all succeed when none of them finds the project yet', async () => {
    const name = `p-${randomUUID()}`;
    // All have looked for the project before one can make it.
    const answers = await together('LOCK TABLE projects IN SHARE MODE', () =>
      [1, 2, 3].map(() => send(fileOf(name, 1))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.projectId)).size).toBe(1);
    expect(answers.map(({ body }) => body.plan.length).sort((a, b) => a - b)).toEqual([0, 0, 7]);
  });

  it('wait for a dry run too, which leaves nothing to them', async () => {
    const name = `p-${randomUUID()}`;
    const answers = await Promise.all([send(fileOf(name, 1), '?dryRun=true'), send(fileOf(name, 2))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(marksIn(await exported(answers[1].body.projectId))).toEqual(new Set(['mark 2']));
  });
});

describe('an import', () => {
  it('is tried again when PostgreSQL ends it in favour of another', async () => {
    const name = `p-${randomUUID()}`;
    const { body } = await send(fileOf(name, 0));
    const jobs = await service.sql.rows<{ id: string; name: string }>({
      text: `SELECT j.id, j.name FROM jobs j JOIN workflows w ON w.id = j.workflow_id
             WHERE w.project_id = $1 ORDER BY j.name`,
      values: [body.projectId],
    });
    const idOf = (wanted: string) => jobs.find((job) => job.name === wanted)!.id;
    const lockOf = (wanted: string) => `SELECT 1 FROM jobs WHERE id = '${idOf(wanted)}' FOR UPDATE`;
    let answer: Promise<Answer> | undefined;
    await whileLocked(service.databaseUrl, lockOf('B'), async (letGoOfB) => {
      answer = send(fileOf(name, 1));
      // It holds A, and waits for B.
      await eventuallyWaiting(service.sql, 1);
      await whileLocked(service.databaseUrl, lockOf('C'), async (letGoOfC, query) => {
        const waitsForA = query(lockOf('A'));
        // Each looks for a circle once, a while after it began to wait: this one has looked, and there was none.
        await eventuallyLookedForDeadlocks(service.sql, 2);
        // The import takes B and waits for C: now it is the one who looks, and who is ended.
        await letGoOfB();
        await waitsForA;
        await letGoOfC();
      });
    });
    expect((await answer)?.status).toBe(200);
    expect(marksIn(await exported(body.projectId))).toEqual(new Set(['mark 1']));
  });

  it('takes a job for the one of its file that somebody gives that name meanwhile', async () => {
    const name = `p-${randomUUID()}`;
    const { body } = await send(fileOf(name, 0).replace('      D:', '      Z:'));
    const [job] = await service.sql.rows<{ id: string }>({
      text: `SELECT j.id FROM jobs j JOIN workflows w ON w.id = j.workflow_id WHERE w.project_id = $1 AND j.name = 'Z'`,
      values: [body.projectId],
    });
    let answer: Promise<Answer> | undefined;
    await whileLocked(service.databaseUrl, `UPDATE jobs SET name = 'D' WHERE id = '${job!.id}'`, async (release) => {
      answer = send(fileOf(name, 0));
      await eventuallyWaiting(service.sql, 1);
      await release();
    });
    expect((await answer)?.status).toBe(200);
    expect((await answer)?.body.plan).toEqual([]);
    expect(Object.keys(parse(await exported(body.projectId)).workflows.Main.jobs)).toEqual(NAMES);
  });
});
