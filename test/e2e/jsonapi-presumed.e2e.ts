import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { addMember, createProject, createWorkflow, maker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

// Two nodes on one database: what one of them remembers of a caller is changed through the other.
let here: TestApp;
let there: TestApp;
let root: ApiClient;
let owner: ApiClient;
let projectId: string;
let jobId: string;

beforeAll(async () => {
  here = await startTestApp({ env: { NODE_ROLES: 'api' } });
  there = await startTestApp({ databaseUrl: here.databaseUrl, env: { NODE_ROLES: 'api' } });
  root = there.as('root', { superuser: true });
  owner = maker(there, 'owner');
  projectId = (await createProject(owner)).id;
  const { id: workflowId } = await createWorkflow(owner, projectId);
  jobId = (await createJob(owner, { workflowId })).id;
});
afterAll(async () => {
  await there?.close();
  await here?.close();
});

class JsonapiClient extends ApiClient {
  override send(...[method, path, body]: Parameters<ApiClient['send']>): ReturnType<ApiClient['send']> {
    return super.send(method, path, body, { Accept: 'application/vnd.api+json' });
  }
}
const speaker = (userId: string): ApiClient => new JsonapiClient(here.url, here.token(userId));

/** Each status, and what the list shows. */
async function seen(client: ApiClient): Promise<unknown[]> {
  const list = await client.get('/api/jobs');
  const paths = [`projects/${projectId}/jobs`, `projects/${projectId}/jobs/${jobId}`, `jobs/${jobId}`];
  const answers = await Promise.all(paths.map((path) => client.get(`/api/${path}`)));
  return [list.status, list.body.meta?.total_entries, list.body.data?.length, ...answers.map(({ status }) => status)];
}
const MEMBER = [200, 1, 1, 200, 200, 200];
const OUTSIDE = [200, 0, 0, 403, 403, 403];

describe('a caller of JSON:API whom another node', () => {
  it('takes into a project and out of it sees its jobs just so long', async () => {
    const userId = `u-${randomUUID()}`;
    const client = speaker(userId);
    for (let times = 0; times < 3; times += 1) expect(await seen(client)).toEqual(OUTSIDE);
    await addMember(owner, projectId, userId, 'viewer');
    for (let times = 0; times < 3; times += 1) expect(await seen(client)).toEqual(MEMBER);
    expect((await owner.delete(`/api/projects/${projectId}/members/${userId}`)).status).toBe(204);
    for (let times = 0; times < 2; times += 1) expect(await seen(client)).toEqual(OUTSIDE);
  });

  it('makes a superuser, and unmakes, sees all just so long', async () => {
    const userId = `u-${randomUUID()}`;
    const client = speaker(userId);
    for (let times = 0; times < 3; times += 1) expect(await seen(client)).toEqual(OUTSIDE);
    await root.put(`/api/users/${userId}`, { superuser: true });
    for (let times = 0; times < 2; times += 1) expect(await seen(client)).toEqual(MEMBER);
    await root.put(`/api/users/${userId}`, { superuser: false });
    expect(await seen(client)).toEqual(OUTSIDE);
  });

  it('disables is refused before any id is looked at', async () => {
    const userId = `u-${randomUUID()}`;
    const client = speaker(userId);
    const paths = ['jobs', 'jobs?page=2', 'jobs/x', `jobs/${jobId}`, `projects/x/jobs`, `projects/${projectId}/jobs/x`];
    const statuses = async (): Promise<number[]> => {
      const answers: number[] = [];
      for (const path of paths) answers.push((await client.get(`/api/${path}`)).status);
      return answers;
    };
    for (let times = 0; times < 2; times += 1) expect(await statuses()).toEqual([200, 200, 400, 403, 400, 403]);
    await root.put(`/api/users/${userId}`, { disabled: true });
    expect(await statuses()).toEqual([401, 401, 401, 401, 401, 401]);
  });

  it('schedules the deletion of the project from finds nothing of it', async () => {
    const userId = `u-${randomUUID()}`;
    const client = speaker(userId);
    await client.get('/api/jobs');
    await addMember(owner, projectId, userId, 'admin');
    for (let times = 0; times < 3; times += 1) expect(await seen(client)).toEqual(MEMBER);
    expect((await owner.put(`/api/projects/${projectId}`, { scheduledDeletion: '2999-01-01' })).status).toBe(200);
    for (let times = 0; times < 2; times += 1) expect(await seen(client)).toEqual([200, 0, 0, 404, 404, 404]);
  });
});

describe('the first page', () => {
  it('is the same whichever statement reads it, for every number of projects', async () => {
    const userId = `u-${randomUUID()}`;
    const client = speaker(userId);
    const asMaker = maker(here, userId);
    for (let projects = 1; projects <= 3; projects += 1) {
      const project = await createProject(asMaker);
      const { id: workflowId } = await createWorkflow(asMaker, project.id);
      for (let jobs = 0; jobs < 4; jobs += 1) await createJob(asMaker, { name: `Job ${jobs}`, workflowId });
      for (const path of ['/api/jobs', `/api/projects/${project.id}/jobs`]) {
        // 10 is asked in one statement, 9 and 11 in several.
        const pages = await Promise.all([9, 10, 11].map((size) => client.get(`${path}?page_size=${size}`)));
        const [nine, ten, eleven] = pages.map(({ body }) => body);
        expect(ten.data).toEqual(eleven.data.slice(0, 10));
        expect(nine.data).toEqual(ten.data.slice(0, 9));
        expect(ten.meta.total_entries).toBe(path === '/api/jobs' ? 4 * projects : 4);
        expect([nine, eleven].map(({ meta }) => meta.total_entries)).toEqual([
          ten.meta.total_entries,
          ten.meta.total_entries,
        ]);
      }
    }
  });
});
