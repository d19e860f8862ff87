import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { addMember, createProject, createWorkflow, maker, speaker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let ann: ApiClient;
let bob: ApiClient;
let stranger: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = maker(service, 'ann');
  bob = maker(service, 'bob');
  stranger = speaker(service, 'stranger');
  await Promise.all([ann, bob, stranger].map((client) => client.get('/api/auth/me')));
});
afterAll(() => service?.close());

const send = (client: ApiClient, text: string, query = ''): Promise<Answer> =>
  client.send('POST', `/api/projects/_import${query}`, text, { 'Content-Type': 'application/x-www-form-urlencoded' });
const exported = async (id: string): Promise<string> => (await ann.get(`/api/projects/${id}/export`)).body;
const stepsOf = ({ body }: Answer): string[] =>
  body.plan.map(({ action, kind, path }: Record<string, string>) => `${action} ${kind} ${path}`);
const countOf = async (table: 'projects' | 'workflows' | 'jobs' | 'audit_events'): Promise<number> =>
  (await service.sql.first<{ count: number }>({ text: `SELECT count(*)::int AS count FROM ${table}` }))!.count;

const fileOf = (name: string, report = 'interval: 0 9 * * *'): string => `
version: 1
project: { name: ${name}, description: What sales looks at, concurrency: 5 }
workflows:
  Nightly:
    concurrency: 2
    jobs:
      Report:
        type: noop
        enabled: true
        ${report}
        timezone: UTC
        maxAttempts: 3
        blackouts: [{ from: "2026-12-24", to: "2026-12-26" }]
        actions:
          - { name: Tell, type: email, condition: onFailure, data: { to: [team@example.org], subject: It failed } }
      Cleanup: { type: noop, timezone: UTC }
  Empty:
`;
const SECRET = 'hunter2-very-secret';

/** A project made from the file, by ann. */
async function imported(): Promise<{ name: string; id: string }> {
  const name = `p-${randomUUID()}`;
  const { status, body } = await send(ann, fileOf(name));
  expect({ status, body }).toMatchObject({ status: 200 });
  return { name, id: body.projectId };
}

describe('an import', () => {
  it('makes everything that the file says, and nothing the second time', async () => {
    const name = `p-${randomUUID()}`;
    const first = await send(ann, fileOf(name));
    expect(first).toMatchObject({ status: 200, body: { dryRun: false } });
    const steps = ['', '/Empty', '/Nightly', '/Nightly/Cleanup', '/Nightly/Report'];
    const kinds = ['project', 'workflow', 'workflow', 'job', 'job'];
    expect(stepsOf(first)).toEqual(steps.map((path, index) => `create ${kinds[index]} ${name}${path}`));
    expect(first.body.plan[4].changes).toMatchObject({ interval: { from: null, to: '0 9 * * *' } });
    const events = await countOf('audit_events');
    expect(await send(ann, fileOf(name))).toMatchObject({ status: 200, body: { plan: [] } });
    expect(await countOf('audit_events')).toBe(events);
  });

  it('takes its own export without a change, word for word the same afterwards', async () => {
    const { id, name } = await imported();
    const text = await exported(id);
    expect(parse(text)).toMatchObject({
      project: { name, description: 'What sales looks at', concurrency: 5 },
      workflows: { Nightly: { concurrency: 2, jobs: { Report: { type: 'noop', enabled: true, maxAttempts: 3 } } } },
    });
    expect(text).not.toMatch(/ann|[0-9a-f]{8}-[0-9a-f]{4}-7|createdAt|catchUp/);
    expect((await send(ann, text)).body).toMatchObject({ plan: [] });
    expect(await exported(id)).toBe(text);
    expect((await send(ann, text, '?dryRun=true&prune=true')).body).toEqual({ projectId: id, dryRun: true, plan: [] });
    const json = JSON.stringify(parse(text), null, '\t');
    expect((await send(ann, json)).body).toMatchObject({ plan: [] });
  });

  it('changes nothing in a dry run, and tells the plan that it then carries out', async () => {
    const name = `p-${randomUUID()}`;
    const before = [await countOf('projects'), await countOf('jobs'), await countOf('audit_events')];
    const dry = await send(ann, fileOf(name), '?dryRun=true');
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, projectId: null } });
    expect([await countOf('projects'), await countOf('jobs'), await countOf('audit_events')]).toEqual(before);
    expect(stepsOf(await send(ann, fileOf(name)))).toEqual(stepsOf(dry));
  });

  it('updates only what differs, and gives what the file leaves out its default', async () => {
    const { id, name } = await imported();
    const changed = await send(ann, fileOf(name, 'interval: 30 minutes').replace('maxAttempts: 3', ''));
    expect(stepsOf(changed)).toEqual([`update job ${name}/Nightly/Report`]);
    expect(changed.body.plan[0].changes).toEqual({
      interval: { from: '0 9 * * *', to: '30 minutes' },
      intervalType: { from: 'cron', to: 'simple' },
      maxAttempts: { from: 3, to: 1 },
    });
    expect(parse(await exported(id)).workflows.Nightly.jobs.Report).toMatchObject({ interval: '30 minutes' });
  });

  it('deletes nothing, unless it is to prune', async () => {
    const { name } = await imported();
    const small = `project: { name: ${name} }\nworkflows: { Nightly: { jobs: { Cleanup: { type: noop } } } }`;
    const kept = await send(ann, small);
    expect(stepsOf(kept)).toEqual([`update project ${name}`, `update workflow ${name}/Nightly`]);
    const pruned = await send(ann, small, '?prune=true');
    expect(stepsOf(pruned)).toEqual([`remove job ${name}/Nightly/Report`, `remove workflow ${name}/Empty`]);
    const rows = await service.sql.rows({
      text: `SELECT workflow_id, enabled FROM jobs WHERE name = 'Report' AND id IN (SELECT job_id FROM job_grants)
             AND workflow_id IS NULL`,
    });
    expect(rows).toEqual([{ workflow_id: null, enabled: false }]);
    expect((await send(ann, small, '?prune=true')).body).toMatchObject({ plan: [] });
  });

  it('turns no job into one of another type', async () => {
    const { name } = await imported();
    const text = `project: { name: ${name} }\nworkflows: { Nightly: { jobs: { Report: { type: email } } } }`;
    expectProblem(await send(ann, text), 422, 'JOB_TYPE_FIXED');
  });

  it('is taken back as a whole when one job of it is wrong', async () => {
    const before = [await countOf('projects'), await countOf('workflows'), await countOf('jobs')];
    const answer = await send(ann, fileOf(`p-${randomUUID()}`, 'interval: 99 9 * * *'));
    expectProblem(answer, 422, 'INVALID_INTERVAL');
    expect(problemPaths(answer)[0]).toMatch(/^workflows\.Nightly\.jobs\.Report\.interval/);
    expect([await countOf('projects'), await countOf('workflows'), await countOf('jobs')]).toEqual(before);
  });

  it('is taken back as a whole when its last step fails', async () => {
    const { id, name } = await imported();
    await addMember(ann, id, 'bob', 'admin');
    const before = [await exported(id), await countOf('audit_events'), await countOf('jobs')];
    const text = `
      project: { name: ${name}, description: bob was here }
      workflows:
        Another: { jobs: { New: { type: noop } } }
        Nightly: { concurrency: 7, jobs: { Cleanup: { type: noop, notes: changed } } }`;
    // An admin may change Ann's jobs, but not take them out: that comes after everything else.
    expectProblem(await send(bob, text, '?prune=true'), 403, 'ACCESS_DENIED');
    expect([await exported(id), await countOf('audit_events'), await countOf('jobs')]).toEqual(before);
    expect(stepsOf(await send(bob, text))).toHaveLength(5);
  });

  it('says that a name is taken when its project is scheduled for deletion', async () => {
    const { id, name } = await imported();
    await ann.put(`/api/projects/${id}`, { scheduledDeletion: '2030-01-01' });
    expectProblem(await send(ann, fileOf(name)), 409, 'PROJECT_NAME_TAKEN');
    expectProblem(await ann.get(`/api/projects/${id}/export`), 404, 'PROJECT_NOT_FOUND');
  });
});

describe('secrets', () => {
  it('are in no export, and stay when the file comes back without them', async () => {
    const project = await createProject(ann);
    const { id: workflowId } = await createWorkflow(ann, project.id, { name: 'W' });
    const data = { url: 'https://example.org', auth: { type: 'bearer', token: SECRET } };
    const job = await createJob(ann, { name: 'Call', type: 'api-call', workflowId, data });
    const stored = () => service.sql.first({ text: 'SELECT data FROM jobs WHERE id = $1', values: [job.id] });
    const before = await stored();
    const text = await exported(project.id);
    expect(text).toContain('https://example.org');
    expect(text).not.toMatch(/hunter2|enc:v1|•••|token/);
    expect((await send(ann, text)).body).toMatchObject({ plan: [] });
    expect(
      stepsOf(await send(ann, text.replace('enabled: false', 'enabled: true\n        interval: 1 hour'))),
    ).toHaveLength(1);
    expect(await stored()).toEqual(before);
    expectProblem(await send(ann, text.replace('example.org', 'evil.example')), 422, 'DRIVER_DATA_INVALID');
    const replaced = await send(ann, text.replace('type: bearer', `type: bearer\n            token: ${SECRET}-2`));
    expect(JSON.stringify(replaced.body)).not.toContain(SECRET);
    expect(replaced.body.plan[0].changes.data.secrets).toEqual(['auth.token']);
  });
});

describe('whoever imports or exports', () => {
  it('needs the permission to make a project, admin to change one, editor to export it', async () => {
    const { id, name } = await imported();
    expectProblem(await send(stranger, fileOf(`p-${randomUUID()}`)), 403, 'PERMISSION_MISSING');
    expectProblem(await send(bob, fileOf(name)), 403, 'NO_PROJECT_ACCESS');
    expectProblem(await bob.get(`/api/projects/${id}/export`), 403, 'NO_PROJECT_ACCESS');
    await addMember(ann, id, 'bob', 'viewer');
    expectProblem(await bob.get(`/api/projects/${id}/export`), 403, 'PROJECT_ROLE_NEEDED');
    await addMember(ann, id, 'bob', 'editor');
    expect((await bob.get(`/api/projects/${id}/export`)).status).toBe(200);
    expectProblem(await send(bob, fileOf(name)), 403, 'PROJECT_ROLE_NEEDED');
    await addMember(ann, id, 'bob', 'admin');
    expect((await send(bob, fileOf(name, 'interval: 1 hour'))).body.plan).toHaveLength(1);
    expectProblem(await ann.get('/api/projects/x/export'), 400, 'MALFORMED_ID');
    expectProblem(await ann.get(`/api/projects/${randomUUID()}/export`), 404, 'PROJECT_NOT_FOUND');
  });
});
