import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { addMember, createProject, createWorkflow, maker, speaker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

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

describe('a workflow', () => {
  it('has a name of its own in its project, also when two ask for it at once', async () => {
    const [one, other] = [await createProject(ann), await createProject(ann)];
    const wish = { name: 'Nightly', projectId: one.id, concurrency: 2 };
    const answers = await Promise.all([ann.post('/api/workflows', wish), ann.post('/api/workflows', wish)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    const made = answers.find(({ status }) => status === 201)!;
    expect(made.body).toMatchObject({ ...wish, lockVersion: 1 });
    expect(made.headers.get('location')).toBe(`/api/workflows/${made.body.id}`);
    expect((await ann.post('/api/workflows', { ...wish, projectId: other.id })).status).toBe(201);
    const second = await createWorkflow(ann, one.id);
    expectProblem(await ann.put(`/api/workflows/${second.id}`, { name: 'Nightly' }), 409, 'WORKFLOW_NAME_TAKEN');
  });

  it('gives its name free when it is deleted, and is gone then', async () => {
    const project = await createProject(ann);
    const { id } = await createWorkflow(ann, project.id, { name: 'Once' });
    expect((await ann.delete(`/api/workflows/${id}`)).status).toBe(204);
    expectProblem(await ann.put(`/api/workflows/${id}`, { name: 'Back' }), 404, 'WORKFLOW_NOT_FOUND');
    expectProblem(await root.delete(`/api/workflows/${id}`), 404, 'WORKFLOW_NOT_FOUND');
    expect((await createWorkflow(ann, project.id, { name: 'Once' })).name).toBe('Once');
  });

  it('stays in its project, and is changed only as the version that one saw', async () => {
    const [one, other] = [await createProject(ann), await createProject(ann)];
    const { id } = await createWorkflow(ann, one.id);
    expectProblem(await ann.put(`/api/workflows/${id}`, { projectId: other.id }), 400, 'READ_ONLY_FIELD');
    const changed = await ann.put(`/api/workflows/${id}`, { projectId: one.id, name: 'New' }, { 'If-Match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { name: 'New', lockVersion: 2 } });
    expectProblem(
      await ann.put(`/api/workflows/${id}`, { name: 'Late' }, { 'If-Match': '"1"' }),
      412,
      'VERSION_MISMATCH',
    );
  });

  it('refuses bad input and projects that one is not in', async () => {
    const project = await createProject(ann);
    for (const fields of [{ name: ' ' }, { name: 7 }, { concurrency: 0 }, { projectId: 'x' }, { other: 1 }])
      expectProblem(
        await ann.post('/api/workflows', { name: 'W', projectId: project.id, ...fields }),
        400,
        'VALIDATION_FAILED',
      );
    const into = (projectId: string, client: ApiClient) => client.post('/api/workflows', { name: 'W', projectId });
    expectProblem(await into(randomUUID(), ann), 422, 'UNKNOWN_PROJECT');
    expectProblem(await into(project.id, bob), 422, 'UNKNOWN_PROJECT');
    expectProblem(await ann.put('/api/workflows/x', {}), 400, 'MALFORMED_ID');
    expectProblem(await ann.put(`/api/workflows/${randomUUID()}`, {}), 404, 'WORKFLOW_NOT_FOUND');
  });
});

describe('a job in a workflow', () => {
  it('reaches the members of the project, each as far as the role goes', async () => {
    const project = await createProject(ann);
    const workflow = await createWorkflow(ann, project.id);
    const job = await createJob(ann, { name: 'Reach', workflowId: workflow.id, data: { progress: 1 } });
    expect(job.workflowId).toBe(workflow.id);
    expectProblem(await bob.get(`/api/jobs/${job.id}`), 404, 'JOB_NOT_FOUND');
    const levels: Record<string, unknown> = {};
    for (const role of ['viewer', 'editor', 'admin', 'owner']) {
      await addMember(root, project.id, 'bob', role);
      levels[role] = (await bob.get(`/api/jobs/${job.id}/access`)).body.level;
      const list = await bob.get('/api/jobs?limit=1000');
      expect(list.body._embedded['inf:job'].map(({ id }: { id: string }) => id)).toContain(job.id);
    }
    expect(levels).toEqual({ viewer: 'VIEW', editor: 'EDIT', admin: 'SHARE', owner: 'OWNER' });
  });

  it('moves for those who have OWNER on it and are editor of the project, and the grants move along', async () => {
    const [home, away] = [await createProject(ann), await createProject(bob)];
    const [here, there] = [await createWorkflow(ann, home.id), await createWorkflow(bob, away.id)];
    await addMember(ann, home.id, 'bob', 'editor');
    const job = await createJob(ann, { name: 'Mover', workflowId: here.id });
    const move = (client: ApiClient, workflowId: string | null) => client.put(`/api/jobs/${job.id}`, { workflowId });
    expectProblem(await move(bob, there.id), 403, 'ACCESS_DENIED');
    expectProblem(await move(bob, null), 403, 'ACCESS_DENIED');
    expectProblem(await move(ann, there.id), 422, 'UNKNOWN_WORKFLOW');
    expectProblem(await move(ann, randomUUID()), 422, 'UNKNOWN_WORKFLOW');
    await addMember(bob, away.id, 'ann', 'viewer');
    expectProblem(await move(ann, there.id), 403, 'PROJECT_ROLE_NEEDED');
    expect((await bob.put(`/api/jobs/${job.id}`, { workflowId: here.id, notes: 'n' })).status).toBe(200);
    await addMember(bob, away.id, 'ann', 'editor');
    expect((await move(ann, there.id)).body.workflowId).toBe(there.id);
    expect((await bob.get(`/api/jobs/${job.id}/access`)).body.sources).toMatchObject([
      { kind: 'projectRole', through: `project:${away.id}`, role: 'owner' },
    ]);
    expect((await move(ann, null)).body.workflowId).toBe(null);
    expectProblem(await bob.get(`/api/jobs/${job.id}`), 404, 'JOB_NOT_FOUND');
  });

  it('has a plain name that is its own in the workflow; a draft may be called anything', async () => {
    const { id: workflowId } = await createWorkflow(ann, (await createProject(ann)).id);
    const post = (name: string) => ann.post('/api/jobs', { name, type: 'noop', workflowId });
    expectProblem(await post('Umlaut ä'), 422, 'JOB_NAME_INVALID');
    expectProblem(await post('x'.repeat(101)), 422, 'JOB_NAME_INVALID');
    const first = await createJob(ann, { name: 'x'.repeat(100), workflowId });
    expectProblem(await post(first.name), 409, 'JOB_NAME_TAKEN');
    const answers = await Promise.all([post('Twice'), post('Twice')]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    expectProblem(await ann.put(`/api/jobs/${first.id}`, { name: 'Twice' }), 409, 'JOB_NAME_TAKEN');
    const outside = await createJob(ann, { name: 'Naïve' });
    expectProblem(await ann.put(`/api/jobs/${outside.id}`, { workflowId }), 422, 'JOB_NAME_INVALID');
    const draft = (await ann.post(`/api/jobs/${first.id}/_edit`)).body;
    expect(draft.workflowId).toBe(workflowId);
    expect((await ann.put(`/api/jobs/${draft.id}`, { name: 'Schön' })).status).toBe(200);
    expectProblem(await ann.post(`/api/jobs/${draft.id}/_commit`), 422, 'JOB_NAME_INVALID');
    expectProblem(await ann.put(`/api/jobs/${draft.id}`, { workflowId: null }), 409, 'DRAFT_OPERATION');
    expect((await ann.put(`/api/jobs/${draft.id}`, { name: 'Fine' })).status).toBe(200);
    expect((await ann.post(`/api/jobs/${draft.id}/_commit`)).body).toMatchObject({ name: 'Fine', workflowId });
  });

  it('stays in its workflow when a version of before is restored; a copy is in none', async () => {
    const project = await createProject(ann);
    const { id: workflowId } = await createWorkflow(ann, project.id);
    const job = await createJob(ann, { name: 'Versioned', notes: 'old' });
    await ann.put(`/api/jobs/${job.id}`, { workflowId, notes: 'new' });
    const restored = await ann.post(`/api/jobs/${job.id}/versions/1/_restore`);
    expect(restored.body).toMatchObject({ notes: 'old', workflowId });
    const grants = `SELECT count(*)::int AS count FROM job_grants WHERE job_id = $1 AND source = 'project'`;
    expect(await countOf(grants, job.id)).toBe(1);
    const copy = (await ann.post(`/api/jobs/${job.id}/_copy`)).body;
    expect(copy.workflowId).toBe(null);
    expect(await countOf(grants, copy.id)).toBe(0);
  });

  it('runs within the limits of its workflow and its project', async () => {
    const project = await createProject(ann, { concurrency: 3 });
    const workflow = await createWorkflow(ann, project.id);
    const job = await createJob(ann, { name: 'Limited', workflowId: workflow.id, concurrencyKey: 'k' });
    const keys = async (jobId: string = job.id): Promise<unknown> => {
      const text = 'SELECT concurrency_keys AS keys, concurrency_limits AS limits FROM job_schedules WHERE job_id = $1';
      const { keys: names, limits } = (await service.sql.first<{ keys: string[] | null; limits: number[] }>({
        text,
        values: [jobId],
      }))!;
      return Object.fromEntries((names ?? []).map((name, index) => [name, limits[index]]));
    };
    const [inProject, inWorkflow] = [`project:${project.id}`, `workflow:${workflow.id}`];
    expect(await keys()).toEqual({ 'ann/k': 1, [inProject]: 3 });
    await ann.put(`/api/workflows/${workflow.id}`, { concurrency: 2 });
    expect(await keys()).toEqual({ 'ann/k': 1, [inProject]: 3, [inWorkflow]: 2 });
    await ann.put(`/api/projects/${project.id}`, { concurrency: null });
    expect(await keys()).toEqual({ 'ann/k': 1, [inWorkflow]: 2 });
    const draft = (await ann.post(`/api/jobs/${job.id}/_edit`)).body;
    expect(await keys(draft.id)).toEqual({ 'ann/k': 1, [inWorkflow]: 2 });
    await ann.put(`/api/jobs/${job.id}`, { workflowId: null, concurrencyKey: null });
    expect(await keys()).toEqual({});
  });
});
