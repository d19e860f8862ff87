import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { maker } from '../support/projects.js';

let service: TestApp;
let ann: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = maker(service, 'ann');
  await ann.get('/api/auth/me');
});
afterAll(() => service?.close());

const send = (text: string): Promise<Answer> =>
  ann.send('POST', '/api/projects/_import', text, { 'Content-Type': 'application/yaml' });
const job = (text: string) => `project: { name: p-bad }\nworkflows: { W: { jobs: { J: ${text} } } }`;
const stored = () =>
  service.sql.first({
    text: `SELECT (SELECT count(*) FROM projects) AS projects, (SELECT count(*) FROM workflows) AS workflows,
                  (SELECT count(*) FROM jobs) AS jobs`,
  });

const REFUSED: [what: string, text: string, status: number, code: string][] = [
  ['a driver that is not there', job('{ type: nope }'), 422, 'UNKNOWN_DRIVER'],
  ['a dataset that is not there', job('{ type: noop, datasets: { a: missing } }'), 422, 'UNKNOWN_DATASET'],
  [
    'a frozen dataset that is not there',
    job('{ type: noop, datasets: { a: { datasetId: missing, snapshots: { when: before } } } }'),
    422,
    'UNKNOWN_DATASET',
  ],
  ['data that the driver does not know', job('{ type: noop, data: { colour: red } }'), 422, 'DRIVER_DATA_INVALID'],
  [
    'an action whose driver is not there',
    job('{ type: noop, actions: [{ name: A, type: nope }] }'),
    422,
    'UNKNOWN_DRIVER',
  ],
  ['a name that breaks the rule of jobs', job('{ type: noop }, "a/b": { type: noop }'), 422, 'JOB_NAME_INVALID'],
  ['a name of 101 characters', job(`{ type: noop }, ${'a'.repeat(101)}: { type: noop }`), 422, 'JOB_NAME_INVALID'],
  ['a name that is there twice', job('{ type: noop }, J: { type: noop }'), 400, 'MALFORMED_YAML'],
  ['an unknown field', job('{ type: noop, colour: red }'), 400, 'VALIDATION_FAILED'],
  ['a place', job('{ type: noop, workflowId: null }'), 400, 'VALIDATION_FAILED'],
  ['a name beside the key', job('{ type: noop, name: K }'), 400, 'VALIDATION_FAILED'],
  ['a job without a type', job('{ enabled: true }'), 400, 'VALIDATION_FAILED'],
  ['a job that is a number', job('7'), 400, 'VALIDATION_FAILED'],
  ['jobs that are a list', 'project: { name: p-bad }\nworkflows: { W: { jobs: [1] } }', 400, 'VALIDATION_FAILED'],
  ['workflows that are a list', 'workflows: []', 400, 'VALIDATION_FAILED'],
  ['no workflows but a name that breaks the rule', 'project: { name: Not A Name }', 400, 'VALIDATION_FAILED'],
  ['another version', 'version: 2\nproject: { name: p-bad }', 400, 'VALIDATION_FAILED'],
  ['nothing', '', 400, 'VALIDATION_FAILED'],
  ['a list', '[1]', 400, 'VALIDATION_FAILED'],
  ['more actions than a job has', job(`{ type: noop, actions: [${'{},'.repeat(51)}] }`), 400, 'VALIDATION_FAILED'],
  ['a key of JavaScript', job('{ type: noop }, __proto__: { type: noop }'), 400, 'FORBIDDEN_KEY'],
  ['the NUL character', job('{ type: noop, notes: "\\0" }'), 400, 'MALFORMED_TEXT'],
  ['what is no number', job('{ type: noop, priority: .inf }'), 400, 'MALFORMED_YAML'],
  ['an alias', 'project: &a { name: p-bad }\nworkflows: *a', 400, 'MALFORMED_YAML'],
  ['a type of its own', 'project: !!binary aGVsbG8=', 400, 'MALFORMED_YAML'],
  ['two documents', 'project: { name: p-bad }\n---\na: 1', 400, 'MALFORMED_YAML'],
  ['an open bracket', 'a: [', 400, 'MALFORMED_YAML'],
  [
    'more jobs than one import takes',
    `project: { name: p-bad }\nworkflows: { W: { jobs: { ${jobs(501)} } }, V: { jobs: { ${jobs(500)} } } }`,
    422,
    'IMPORT_TOO_LARGE',
  ],
  ['more than 1 MiB', `a: ${'x'.repeat(1024 * 1024)}`, 413, 'BODY_TOO_LARGE'],
];

/** Written to keep a parser busy, or to overflow its stack. */
const HOSTILE: [what: string, text: string][] = [
  ['a hundred thousand commas', `a: [${','.repeat(100_000)}`],
  ['brackets in brackets', '['.repeat(500_000)],
  ['lists in lists in one line', '- '.repeat(400_000)],
  ['objects in objects in one line', 'a: '.repeat(300_000)],
  ['keys that are keys', '? '.repeat(400_000)],
  ['brackets that nobody opened', `a: ]${'}'.repeat(400_000)}`],
  ['ever deeper lines', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['eighty thousand keys', Array.from({ length: 80_000 }, (_, index) => `k${index}: 1`).join('\n')],
  ['sixty thousand broken lines', 'a: - b\n'.repeat(60_000)],
  ['sixty thousand open quotes', '"'.repeat(120_001)],
  ['sixty thousand directives', '%a\n'.repeat(60_000)],
];

function jobs(count: number): string {
  return Array.from({ length: count }, (_, index) => `J${index}: { type: noop }`).join(', ');
}

describe('a file', () => {
  it.each(REFUSED)('with %s is refused, and nothing is written', async (_, text, status, code) => {
    const before = await stored();
    expectProblem(await send(text), status, code);
    expect(await stored()).toEqual(before);
  });

  it.each(HOSTILE)('of %s is no YAML that is read', async (_, text) => {
    expectProblem(await send(text), 400, 'MALFORMED_YAML');
  });

  it('that is not UTF-8 is refused', async () => {
    const answer = await fetch(`${service.url}/api/projects/_import`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${ann.token}`, Accept: 'application/hal+json' },
      body: new Uint8Array([0x61, 0xff]),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errorCode: 'MALFORMED_TEXT' });
  });

  it('has the node answer others while it is read, however long that takes', async () => {
    const [, text] = HOSTILE[0]!;
    const order: string[] = [];
    const imported = send(text).then(() => order.push('import'));
    for (let count = 0; count < 3; count += 1) await ann.get('/api/auth/me').then(() => order.push('other'));
    await imported;
    expect(order).toEqual(['other', 'other', 'other', 'import']);
  });

  it('is told where it is wrong', async () => {
    const unknown = await send(job('{ type: noop, data: { colour: red } }'));
    expect(problemPaths(unknown)).toEqual(['workflows.W.jobs.J.data.colour']);
    expect(problemPaths(await send(job('{ enabled: 7 }')))).toContain('workflows.W.jobs.J.enabled');
    const missing = await send(job('{ type: noop, datasets: { a: missing } }'));
    expect(problemPaths(missing)).toEqual(['workflows.W.jobs.J.datasets.a.datasetId']);
    const action = await send(job('{ type: noop, actions: [{ name: A, type: noop, condition: never }] }'));
    expect(problemPaths(action)[0]).toBe('workflows.W.jobs.J.actions[0].condition');
    expect(problemPaths(await send('project:\n  name: a\n a: b'))[0]).toMatch(/^line 3, column \d+$/);
  });

  it('is imported with dryRun and prune that are true or false, and spelt so', async () => {
    for (const query of ['dryRun=maybe', 'prune=2', 'dryRun=', 'dryrun=true', 'dry_run=true']) {
      const answer = await ann.send('POST', `/api/projects/_import?${query}`, job('{ type: noop }'), {
        'Content-Type': 'application/yaml',
      });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
    }
  });
});
