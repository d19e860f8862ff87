import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { addMember, createProject, createWorkflow, maker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

const JSONAPI = 'application/vnd.api+json';
const PUBLIC_URL = 'https://jobs.example.org/punctual';

let service: TestApp;
/** Owner of both projects. */
let ann: ApiClient;
/** Viewer of the first. */
let vera: ApiClient;
let stranger: ApiClient;
let root: ApiClient;
let one: { project: string; workflow: string; job: string };
let two: typeof one;

/** By the routes that people use, from here to the end of the suite. */
async function place(): Promise<typeof one> {
  const owner = maker(service, 'ann');
  const { id: project } = await createProject(owner);
  const { id: workflow } = await createWorkflow(owner, project);
  const { id: job } = await createJob(owner, { name: 'Report', workflowId: workflow });
  return { project, workflow, job };
}

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api', DEFAULT_REPRESENTATION: 'jsonapi', PUBLIC_URL } });
  [ann, vera, stranger] = [service.as('ann'), service.as('vera'), service.as('stranger')];
  root = service.as('root', { superuser: true });
  for (const client of [ann, vera, stranger, root]) await client.get('/api/auth/me');
  [one, two] = [await place(), await place()];
  await addMember(maker(service, 'ann'), one.project, 'vera', 'viewer');
});
afterAll(() => service?.close());

const statusOf = async (client: ApiClient, path: string, accept = JSONAPI): Promise<number> =>
  (await client.get(path, { Accept: accept })).status;
const idsOf = async (client: ApiClient, path: string): Promise<string[]> =>
  (await client.get(path, { Accept: JSONAPI })).body.data.map(({ id }: { id: string }) => id);

describe('an installation whose clients were written for JSON:API', () => {
  it('answers in it unless Accept or the token says otherwise', async () => {
    const { headers, body } = await ann.get('/api/jobs');
    expect([headers.get('content-type')?.split(';')[0], body.meta.total_entries]).toEqual([JSONAPI, 2]);
    expect((await ann.get(`/api/jobs/${one.job}`)).body.data.type).toBe('jobs');
    const hal = await ann.get('/api/jobs', { Accept: 'application/hal+json' });
    expect(hal.body._embedded['inf:job']).toHaveLength(2);
    const { body: made } = await ann.post('/api/tokens', { name: 'hal', representation: 'hal' });
    const answer = await fetch(`${service.url}/api/jobs`, { headers: { Authorization: `Bearer ${made.token}` } });
    expect(await answer.json()).toHaveProperty('_embedded');
  });

  it('links from PUBLIC_URL', async () => {
    const { body } = await vera.get(`/api/projects/${one.project}/jobs?page_size=1`);
    expect(body.links.self).toBe(`${PUBLIC_URL}/api/projects/${one.project}/jobs?page_size=1&page=1`);
    expect(body.data[0].links.self).toBe(`${PUBLIC_URL}/api/jobs/${one.job}`);
  });
});

describe('the JSON:API view', () => {
  it.each([
    'page=',
    'page=1&page=2',
    'page[number]=2',
    'page=99999999999999999999999',
    'page=1e9',
    'page=%00',
    'page=%F0%9F%92%A9',
    'page_size=1.5',
    'page_size=99999999999999999999999',
    'page_size=1&page_size=2',
  ])('takes %s for a page that there is', async (query) => {
    const { status, body } = await ann.get(`/api/jobs?${query}`);
    expect([status, body.meta.total_entries]).toEqual([200, 2]);
    expect(body.meta.page_number).toBeLessThanOrEqual(body.meta.total_pages);
  });

  it.each(['project_id=x', 'project_id=x&project_id=y', 'project_id=%00', "project_id=1' OR '1'='1"])(
    'refuses %s as no UUID',
    async (query) => {
      const { status, body } = await ann.get(`/api/jobs?${encodeURI(query).replaceAll('%2500', '%00')}`);
      expect([status, body]).toEqual([400, { error: 'Bad Request' }]);
    },
  );

  it('counts the last of several projects, and an empty one as none', async () => {
    expect(await idsOf(ann, `/api/jobs?project_id=${one.project}&project_id=${two.project}`)).toEqual([two.job]);
    expect(await idsOf(ann, '/api/jobs?project_id=')).toEqual([one.job, two.job]);
  });

  it('says 403 of a job in a project that one is not in, and HAL says 404', async () => {
    for (const client of [vera, stranger]) {
      expect(await statusOf(client, `/api/jobs/${two.job}`)).toBe(403);
      expect(await statusOf(client, `/api/jobs/${two.job}`, 'application/hal+json')).toBe(404);
    }
    expect(await statusOf(vera, `/api/projects/${one.project}/jobs/${two.job}`)).toBe(404);
    expect(await statusOf(stranger, `/api/projects/${two.project}/jobs/${two.job}`)).toBe(403);
  });

  it('looks at ids in the order of the path, and at tokens before them', async () => {
    expect(await statusOf(vera, `/api/projects/x/jobs/y`)).toBe(400);
    expect(await statusOf(vera, `/api/projects/${two.project}/jobs/y`)).toBe(403);
    expect(await statusOf(vera, `/api/projects/${one.project}/jobs/y`)).toBe(400);
    const answer = await fetch(`${service.url}/api/projects/x/jobs/y`, {
      headers: { Authorization: 'Bearer nonsense' },
    });
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'Unauthorized' }]);
  });

  it('takes ids in capitals', async () => {
    expect(await statusOf(vera, `/api/projects/${one.project.toUpperCase()}/jobs/${one.job.toUpperCase()}`)).toBe(200);
  });

  it('shows jobs of a deleted workflow, and the workflow, nowhere: one rule for index, nested index and show', async () => {
    const { project, workflow, job } = await place();
    const owner = maker(service, 'ann');
    await addMember(owner, project, 'vera', 'viewer');
    expect(await idsOf(vera, `/api/jobs?project_id=${project}`)).toEqual([job]);
    await owner.delete(`/api/workflows/${workflow}`);
    for (const client of [vera, ann, root]) {
      expect(await idsOf(client, '/api/jobs?page_size=100')).not.toContain(job);
      expect(await idsOf(client, `/api/jobs?project_id=${project}`)).toEqual([]);
      expect(await idsOf(client, `/api/projects/${project}/jobs`)).toEqual([]);
      expect(await idsOf(client, `/api/workflows?project_id=${project}`)).toEqual([]);
      expect(await statusOf(client, `/api/jobs/${job}`)).toBe(404);
      expect(await statusOf(client, `/api/projects/${project}/jobs/${job}`)).toBe(404);
      expect(await statusOf(client, `/api/workflows/${workflow}`)).toBe(404);
    }
  });

  it('shows what is in a project that is scheduled for deletion to superusers only', async () => {
    const { project, workflow, job } = await place();
    const paths = [`projects/${project}`, `projects/${project}/jobs`, `jobs?project_id=${project}`, `jobs/${job}`];
    paths.push(`projects/${project}/jobs/${job}`, `workflows/${workflow}`, `workflows?project_id=${project}`);
    await maker(service, 'ann').put(`/api/projects/${project}`, { scheduledDeletion: '2030-01-01' });
    for (const path of paths)
      expect([path, await statusOf(ann, `/api/${path}`), await statusOf(root, `/api/${path}`)]).toEqual([
        path,
        404,
        200,
      ]);
    for (const path of ['projects', 'workflows', 'jobs'])
      expect(await idsOf(ann, `/api/${path}?page_size=100`)).not.toEqual(
        expect.arrayContaining([{ projects: project, workflows: workflow, jobs: job }[path]]),
      );
  });
});
