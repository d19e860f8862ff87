import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { addMember, createProject, createWorkflow, maker, speaker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

const MANY = 10_000;

let service: TestApp;
let ann: ApiClient;
let bob: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = maker(service, 'ann');
  bob = maker(service, 'bob');
  root = speaker(service, 'root', { superuser: true });
  await Promise.all([ann, bob, root].map((client) => client.get('/api/auth/me')));
});
afterAll(() => service?.close());

const countOf = async (text: string, ...values: unknown[]): Promise<number> =>
  (await service.sql.first<{ count: number }>({ text, values }))!.count;

/** A project with one workflow and one job that is due; bob is its viewer. */
async function dueJob(): Promise<{ projectId: string; workflowId: string; jobId: string }> {
  const { id: projectId } = await createProject(ann);
  const { id: workflowId } = await createWorkflow(ann, projectId);
  await addMember(ann, projectId, 'bob', 'viewer');
  const { id: jobId } = await createJob(ann, { name: 'Due', workflowId, interval: '0 0 1 1 *', enabled: true });
  await service.sql.execute({
    text: `UPDATE job_schedules SET due_at = date_trunc('milliseconds', now()) - interval '1 minute' WHERE job_id = $1`,
    values: [jobId],
  });
  return { projectId, workflowId, jobId };
}

/** Disabled, what was due told, a version and an audit event: as if somebody had edited it. */
async function expectStopped(jobId: string): Promise<void> {
  const { body } = await ann.get(`/api/jobs/${jobId}`);
  expect(body).toMatchObject({ enabled: false, nextRunAt: null });
  const history = (await ann.get(`/api/jobs/${jobId}/history`)).body._embedded['inf:job-history'];
  expect(history).toMatchObject([{ status: 'superseded', reason: 'superseded_by_edit' }]);
  const versions = (await ann.get(`/api/jobs/${jobId}/versions`)).body._embedded['inf:job-version'];
  expect(versions[0].version).toBe(body.version);
  const trail = Object.values((await ann.get(`/api/jobs/${jobId}/audit`)).body._embedded).flat();
  expect(trail[0]).toMatchObject({ action: 'job.updated', changes: { enabled: { from: true, to: false } } });
}

describe('the jobs of a deleted workflow', () => {
  it('stay with their owners, disabled, and are out of reach of the project', async () => {
    const { projectId, workflowId, jobId } = await dueJob();
    expect((await bob.get(`/api/jobs/${jobId}`)).status).toBe(200);
    expect((await ann.delete(`/api/workflows/${workflowId}`)).status).toBe(204);
    await expectStopped(jobId);
    expectProblem(await bob.get(`/api/jobs/${jobId}`), 404, 'JOB_NOT_FOUND');
    const next = await createWorkflow(ann, projectId);
    expect((await ann.put(`/api/jobs/${jobId}`, { workflowId: next.id })).status).toBe(200);
    expect((await bob.get(`/api/jobs/${jobId}`)).status).toBe(200);
    expectProblem(await ann.put(`/api/jobs/${jobId}`, { workflowId }), 422, 'UNKNOWN_WORKFLOW');
  });
});

describe('the jobs of a project', () => {
  it('are disabled when it is scheduled for deletion, and reach nobody by it', async () => {
    const { projectId, jobId } = await dueJob();
    expect((await ann.put(`/api/projects/${projectId}`, { scheduledDeletion: '2030-01-01' })).status).toBe(200);
    await expectStopped(jobId);
    expectProblem(await bob.get(`/api/jobs/${jobId}`), 404, 'JOB_NOT_FOUND');
    await root.put(`/api/projects/${projectId}`, { scheduledDeletion: null });
    expect((await bob.get(`/api/jobs/${jobId}`)).body.enabled).toBe(false);
  });

  it('stay with their owners, disabled and in no workflow, when it is deleted', async () => {
    const { projectId, workflowId, jobId } = await dueJob();
    expect((await ann.delete(`/api/projects/${projectId}`)).status).toBe(204);
    await expectStopped(jobId);
    expect((await ann.get(`/api/jobs/${jobId}`)).body.workflowId).toBe(null);
    expectProblem(await bob.get(`/api/jobs/${jobId}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await ann.get(`/api/projects/${projectId}/members`), 404, 'PROJECT_NOT_FOUND');
    expectProblem(await ann.put(`/api/workflows/${workflowId}`, {}), 404, 'WORKFLOW_NOT_FOUND');
    expect(await countOf(`SELECT count(*)::int FROM principals WHERE id = $1`, `project:${projectId}`)).toBe(0);
  });
});

describe(`members of a project with ${MANY} jobs`, () => {
  it('come and go without a write to any job or grant, and deletion of its workflow reaches all of them', async () => {
    const carl = speaker(service, 'carl');
    await carl.get('/api/auth/me');
    const { id: projectId } = await createProject(ann);
    const { id: workflowId } = await createWorkflow(ann, projectId);
    const seed = await createJob(ann, { name: 'Seed', workflowId, interval: '1 hour', enabled: true });
    await copies(seed.id);
    const rowVersions = `
      SELECT count(DISTINCT t.x)::int AS count
      FROM (SELECT j.xmin::text AS x FROM jobs j WHERE j.workflow_id = $1
            UNION ALL SELECT g.xmin::text FROM job_grants g JOIN jobs j ON j.id = g.job_id WHERE j.workflow_id = $1) t`;
    const grants = `
      SELECT count(*)::int AS count FROM job_grants g JOIN jobs j ON j.id = g.job_id
      WHERE j.workflow_id = $1 AND g.source = 'project'`;
    const before = [await countOf(rowVersions, workflowId), await countOf(grants, workflowId)];
    await addMember(ann, projectId, 'carl', 'viewer');
    expect((await carl.get('/api/jobs-list')).body).toHaveLength(MANY);
    await addMember(ann, projectId, 'carl', 'editor');
    expect((await ann.delete(`/api/projects/${projectId}/members/carl`)).status).toBe(204);
    expect((await carl.get('/api/jobs-list')).body).toHaveLength(0);
    expect([await countOf(rowVersions, workflowId), await countOf(grants, workflowId)]).toEqual(before);
    expect(before[1]).toBe(MANY);
    expect((await ann.delete(`/api/workflows/${workflowId}`)).status).toBe(204);
    expect(await countOf('SELECT count(*)::int FROM jobs WHERE workflow_id = $1 AND enabled', workflowId)).toBe(0);
    expect(await countOf(grants, workflowId)).toBe(0);
  }, 120_000);

  /** The same job under other names, by SQL: ten thousand requests would say no more. */
  async function copies(jobId: string): Promise<void> {
    await service.sql.execute({
      text: `
        WITH made AS (
          INSERT INTO jobs (id, type, name, slug, owner_id, timezone, enabled, data, policies, workflow_id)
          SELECT gen_random_uuid(), j.type, 'Job ' || n, 'copy-' || n, j.owner_id, j.timezone, true, j.data, j.policies, j.workflow_id
          FROM jobs j, generate_series(2, $2) n WHERE j.id = $1
          RETURNING id, name, created_at, type, timezone
        ), planned AS (
          INSERT INTO job_schedules (job_id, queue, priority, type, timezone, anchor, locked)
          SELECT id, 'default', 0, type, timezone, created_at, false FROM made
        )
        INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
        SELECT m.id, g.principal_id, g.source, g.level, m.name, m.created_at
        FROM made m, job_grants g WHERE g.job_id = $1`,
      values: [jobId, MANY],
    });
  }
});
