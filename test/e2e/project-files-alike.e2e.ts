import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { addMember, createProject, createWorkflow, maker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

type Fields = Record<string, unknown>;
interface Placed {
  workflow: string;
  name: string;
  fields: Fields;
}

let service: TestApp;
let owner: ApiClient;
let datasetId: string;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  owner = maker(service, 'ann');
  const source = { kind: 'inline', rows: [{ amount: 1 }] };
  const dataset = await service.as('ann').post('/api/datasets', { name: 'Sales', source });
  expect(dataset).toMatchObject({ status: 201 });
  datasetId = dataset.body.id;
});
afterAll(() => service?.close());

const imported = (client: ApiClient, file: unknown, query = ''): Promise<Answer> =>
  client.post(`/api/projects/_import${query}`, file);

/** The same jobs as a file. */
function fileOf(name: string, jobs: Placed[]): unknown {
  const workflows: Record<string, { concurrency: number; jobs: Fields }> = {};
  for (const { workflow, name: job, fields } of jobs)
    (workflows[workflow] ??= { concurrency: 2, jobs: {} }).jobs[job] = fields;
  return { project: { name, concurrency: 7 }, workflows };
}

/** One by one, in the order in which a file is read. */
async function posted(client: ApiClient, name: string, jobs: Placed[]): Promise<void> {
  const project = await createProject(client, { name, concurrency: 7 });
  const sorted = jobs.toSorted((a, b) => compare(a.workflow, b.workflow) || compare(a.name, b.name));
  const workflows = new Map<string, string>();
  for (const { workflow, name: jobName, fields } of sorted) {
    if (!workflows.has(workflow))
      workflows.set(workflow, (await createWorkflow(client, project.id, { name: workflow, concurrency: 2 })).id);
    await createJob(client, { ...fields, name: jobName, workflowId: workflows.get(workflow) });
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** All that the database holds of a project's jobs, with ids told apart by what they are and moments by whether they are there. */
async function stored(projectName: string, userId: string): Promise<unknown> {
  const row = await service.sql.first<{ told: unknown }>({
    text: `
      SELECT jsonb_agg(jsonb_build_object(
               'workflow', w.name,
               'job', to_jsonb(j) - 'id' - 'workflow_id' - 'created_at' - 'updated_at' - 'search',
               'touched', j.updated_at = j.created_at,
               'schedule', (SELECT to_jsonb(s) - 'job_id' - 'anchor' - 'concurrency_keys' - 'due_at' - 'occurrence_at'
                                   || jsonb_build_object('keys', cardinality(s.concurrency_keys), 'due', s.due_at IS NOT NULL,
                                                         'anchored', s.anchor = j.created_at)
                            FROM job_schedules s WHERE s.job_id = j.id),
               'grants', (SELECT jsonb_agg(to_jsonb(g) - 'job_id' - 'created_at'
                                           || jsonb_build_object('principal_id', replace(g.principal_id, p.id::text, 'it'))
                                           ORDER BY g.source)
                          FROM job_grants g WHERE g.job_id = j.id),
               'links', (SELECT jsonb_agg(to_jsonb(d) - 'job_id' ORDER BY d.index) FROM job_datasets d WHERE d.job_id = j.id),
               'versions', (SELECT jsonb_agg((to_jsonb(v) #- '{content,workflowId}') - 'job_id' - 'saved_at' ORDER BY v.version)
                            FROM job_versions v WHERE v.job_id = j.id),
               'events', (SELECT jsonb_agg((to_jsonb(e) #- '{changes,workflowId}') - 'id' - 'at' - 'subject_id' ORDER BY e.at)
                          FROM audit_events e WHERE e.subject_kind = 'job' AND e.subject_id = j.id::text)
             ) ORDER BY w.name COLLATE "C", j.name COLLATE "C") AS told
      FROM jobs j JOIN workflows w ON w.id = j.workflow_id JOIN projects p ON p.id = w.project_id WHERE p.name = $1`,
    values: [projectName],
  });
  return JSON.parse(JSON.stringify(row!.told).replaceAll(userId, 'somebody'));
}

const timing = fc.constantFrom<Fields>(
  {},
  { interval: '0 9 * * *', enabled: true },
  { interval: '30 minutes', startOn: '2026-01-01', enabled: true, jitterMs: 0 },
  { interval: '0 0 30 2 *', enabled: true },
  { intervalType: 'once', startOn: '2999-01-01T00:00:00Z', enabled: true },
  { interval: '*/5 * * * *', endOn: '2020-01-01', enabled: true },
);
const told = fc.constantFrom<Fields>(
  { type: 'noop' },
  { type: 'noop', data: { sleepMs: 5 } },
  { type: 'email', data: { to: ['a@example.org'], subject: 'It\'s "here" \\ {x},', text: 'Zeile 1\nZeile 2\t€ 🎉' } },
  { type: 'dataset-refresh', data: {} },
);
const policies = fc.constantFrom<Fields>(
  {},
  { maxAttempts: 3, priority: 5, queue: 'reports' },
  { concurrencyKey: 'db', concurrencyLimit: 2, overlap: 'allow' },
  { blackouts: [{ from: '2026-12-24', to: '2026-12-26' }] },
);
const rest = fc.record({
  description: fc.constantFrom(null, 'null', '{}', 'Ein, "Text"'),
  notes: fc.constantFrom(null, '', 'a\\b'),
  timezone: fc.constantFrom('UTC', 'Europe/Berlin'),
});

describe('what an import makes', () => {
  it('is what the same jobs are when they are posted one by one', async () => {
    const linked = fc.constantFrom<Fields>(
      {},
      { datasets: { sales: datasetId } },
      { datasets: { b: datasetId, a: { datasetId, snapshots: { when: 'before' } } } },
    );
    const job = fc
      .tuple(timing, told, policies, rest, linked)
      .map((parts): Fields => Object.assign({}, ...parts) as Fields);
    const placed = fc.record({
      workflow: fc.constantFrom('A', 'B', 'C c'),
      // Their slugs meet: in one file, and in what the owner has already.
      name: fc.constantFrom('Report', 'report 2', 'Report-2', '--', 'job', 'Sync'),
      fields: job,
    });
    const jobs = fc.uniqueArray(placed, {
      minLength: 1,
      maxLength: 12,
      selector: ({ workflow, name }) => `${workflow}/${name}`,
    });
    await fc.assert(
      fc.asyncProperty(jobs, async (some) => {
        const names = [`p-${randomUUID()}`, `p-${randomUUID()}`] as const;
        const people = [`u-${randomUUID()}`, `u-${randomUUID()}`] as const;
        const [byHand, byFile] = people.map((id) => maker(service, id)) as [ApiClient, ApiClient];
        for (const client of [byHand, byFile]) {
          await client.get('/api/auth/me');
          await createJob(client, { name: 'Report', type: 'noop' });
        }
        for (const id of people)
          expect(await owner.put(`/api/datasets/${datasetId}/shares/${id}`, { accessLevel: 1 })).toMatchObject({
            status: 200,
          });
        await posted(byHand, names[0], some);
        const answer = await imported(byFile, fileOf(names[1], some));
        expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
        expect(await stored(names[1], people[1])).toEqual(await stored(names[0], people[0]));
      }),
      { numRuns: 12 },
    );
  });

  it('shows no job to anybody before all of it is there', async () => {
    const name = `p-${randomUUID()}`;
    const jobs = ['A', 'B'].map((job) => ({ workflow: 'W', name: job, fields: { type: 'noop' } }));
    const bad = [...jobs, { workflow: 'W', name: 'C/', fields: { type: 'noop' } }];
    const answer = await imported(owner, fileOf(name, bad));
    expectProblem(answer, 422, 'JOB_NAME_INVALID');
    expect(answer.body.message).toMatch(/^workflows\.W\.jobs\.C\//);
    const { body } = await imported(owner, fileOf(name, jobs));
    const page = await owner.get(`/api/projects/${body.projectId}/jobs`);
    expect(page.body.total).toBe(2);
  });
});

describe('whoever may not import', () => {
  it('is refused before anybody says whether a job of the file is there', async () => {
    const name = `p-${randomUUID()}`;
    const good = { workflow: 'W', name: 'Known', fields: { type: 'noop' } };
    const { body } = await imported(owner, fileOf(name, [good]));
    const stranger = maker(service, 'stranger');
    await stranger.get('/api/auth/me');
    const broken = (job: string): unknown =>
      fileOf(name, [{ workflow: 'W', name: job, fields: { type: 'noop', data: { nonsense: 1 } } }]);
    for (const job of ['Known', 'Unknown'])
      expectProblem(await imported(stranger, broken(job)), 403, 'NO_PROJECT_ACCESS');
    await addMember(owner, body.projectId, 'stranger', 'editor');
    for (const job of ['Known', 'Unknown'])
      expectProblem(await imported(stranger, broken(job)), 403, 'PROJECT_ROLE_NEEDED');
    for (const job of ['Known', 'Unknown'])
      expectProblem(await imported(owner, broken(job)), 422, 'DRIVER_DATA_INVALID');
  });
});
