import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

const JSONAPI = 'application/vnd.api+json';
const HAL = 'application/hal+json';
const MISSING = '00000000-0000-4000-8000-000000000000';

let service: TestApp;
/** Viewer of one project. */
let vera: ApiClient;
/** Member of both. */
let mara: ApiClient;
let stranger: ApiClient;
let root: ApiClient;
const project = { one: uuidv7(), two: uuidv7(), doomed: uuidv7() };
const workflow = { one: uuidv7(), two: uuidv7(), doomed: uuidv7(), deleted: uuidv7() };
const jobs: Record<'one' | 'two' | 'doomed' | 'deleted', string[]> = { one: [], two: [], doomed: [], deleted: [] };
let loose: string;

/** A job in a workflow, as the project routes make one. */
async function jobIn(place: keyof typeof jobs, name: string, data: object = {}): Promise<string> {
  const { body } = await mara.post('/api/jobs', { name, type: 'noop' });
  const workflowId = workflow[place];
  await service.sql.execute({
    text: 'UPDATE jobs SET workflow_id = $2, data = $3 WHERE id = $1',
    values: [body.id, workflowId, { ...data }],
  });
  if (place !== 'deleted')
    await service.sql.execute({
      text: `INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
             SELECT j.id, 'project:' || w.project_id, 'project', 0, j.name, j.created_at
             FROM jobs j JOIN workflows w ON w.id = j.workflow_id WHERE j.id = $1`,
      values: [body.id],
    });
  jobs[place].push(body.id);
  return body.id;
}

beforeAll(async () => {
  service = await startTestApp();
  vera = service.as('vera');
  mara = service.as('mara');
  stranger = service.as('stranger');
  root = service.as('root', { superuser: true });
  for (const client of [vera, mara, stranger, root]) await client.get('/api/auth/me');
  const { sql } = service;
  for (const [key, id] of Object.entries(project)) {
    await sql.execute({ text: 'INSERT INTO projects (id, name) VALUES ($1, $2)', values: [id, `project-${key}`] });
    await sql.execute({
      text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ($1, 'project', $1, $2) ON CONFLICT DO NOTHING`,
      values: [`project:${id}`, `project-${key}`],
    });
  }
  const member = (projectId: string, userId: string, role: string) =>
    sql.execute({ text: 'INSERT INTO project_members VALUES ($1, $2, $3)', values: [projectId, userId, role] });
  await member(project.one, 'vera', 'viewer');
  await member(project.one, 'mara', 'editor');
  await member(project.two, 'mara', 'owner');
  await member(project.doomed, 'mara', 'owner');
  const inProject = { one: project.one, two: project.two, doomed: project.doomed, deleted: project.one };
  for (const [key, id] of Object.entries(workflow))
    await sql.execute({
      text: `INSERT INTO workflows (id, project_id, name, deleted_at)
             VALUES ($1, $2, $3, CASE WHEN $3 = 'deleted' THEN now() END)`,
      values: [id, inProject[key as keyof typeof inProject], key],
    });
  for (let index = 1; index <= 23; index++)
    await jobIn('one', `Job ${index}`, {
      body: 'fn(s => s)',
      adaptor: '@openfn/language-common@latest',
      configuration: 'x',
    });
  await jobIn('two', 'Other');
  await jobIn('doomed', 'Doomed');
  await jobIn('deleted', 'Deleted');
  await sql.execute({ text: 'UPDATE projects SET scheduled_deletion = now() WHERE id = $1', values: [project.doomed] });
  loose = (await mara.post('/api/jobs', { name: 'Loose', type: 'noop' })).body.id;
});
afterAll(() => service?.close());

describe('which representation', () => {
  it('is chosen by Accept, then by query or path, then by the installation', async () => {
    const of = async (path: string, accept?: string) => {
      const { headers, body } = await mara.get(path, accept === undefined ? {} : { Accept: accept });
      expect(headers.get('vary')).toContain('Accept');
      return [headers.get('content-type')?.split(';')[0], body.included ? 'jsonapi' : 'hal'];
    };
    expect(await of('/api/jobs')).toEqual(['application/json', 'hal']);
    expect(await of('/api/jobs', JSONAPI)).toEqual([JSONAPI, 'jsonapi']);
    expect(await of('/api/jobs', 'application/json, text/plain')).toEqual(['application/json', 'hal']);
    expect(await of('/api/jobs?page=1')).toEqual([JSONAPI, 'jsonapi']);
    expect(await of('/api/jobs?page_size=1', 'application/json')).toEqual(['application/json', 'jsonapi']);
    expect(await of(`/api/jobs?project_id=${project.one}`)).toEqual([JSONAPI, 'jsonapi']);
    expect(await of('/api/jobs?page=1', HAL)).toEqual([HAL, 'hal']);
    expect(await of('/api/projects')).toEqual([JSONAPI, 'jsonapi']);
    expect(await of('/api/workflows')).toEqual([JSONAPI, 'jsonapi']);
    expect(await of(`/api/jobs/${jobs.one[0]}`)).toEqual(['application/json', 'hal']);
    expect(await of(`/api/jobs/${jobs.one[0]}`, JSONAPI)).toEqual([JSONAPI, 'jsonapi']);
  });

  it('can be carried by a personal access token, which Accept overrules', async () => {
    const { body } = await mara.post('/api/tokens', { name: 'for the other client', representation: 'jsonapi' });
    const get = async (headers: Record<string, string> = {}) => {
      const response = await fetch(`${service.url}/api/jobs`, {
        headers: { Authorization: `Bearer ${body.token}`, ...headers },
      });
      return ((await response.json()) as { included?: unknown }).included ? 'jsonapi' : 'hal';
    };
    expect(await get()).toBe('jsonapi');
    expect(await get({ Accept: HAL })).toBe('hal');
  });
});

describe('the index of jobs', () => {
  it('lists the jobs of all projects of the caller, oldest first, ten to a page', async () => {
    const { status, body } = await mara.get('/api/jobs?page=1');
    expect(status).toBe(200);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(jobs.one.slice(0, 10));
    expect(body.meta).toEqual({ total_entries: 24, total_pages: 3, page_number: 1, page_size: 10 });
    expect(body.included).toEqual([]);
    const last = await mara.get('/api/jobs?page=3');
    expect(last.body.data.map(({ id }: { id: string }) => id)).toEqual([...jobs.one.slice(20), ...jobs.two]);
    expect((await vera.get('/api/jobs?page=1')).body.meta.total_entries).toBe(23);
    expect((await stranger.get('/api/jobs?page=1')).body).toMatchObject({
      data: [],
      meta: { total_entries: 0, total_pages: 1 },
    });
    expect((await root.get('/api/jobs?page=1')).body.meta.total_entries).toBe(25);
  });

  it('links absolutely, keeps other parameters, and has no next or prev at the ends', async () => {
    const { links } = (await mara.get(`/api/jobs?page_size=10&project_id=${project.one}&x=a%20b`)).body;
    const at = (page: number) => `${service.url}/api/jobs?page_size=10&project_id=${project.one}&x=a+b&page=${page}`;
    expect(links).toEqual({ self: at(1), first: at(1), last: at(3), next: at(2), prev: null });
    const end = (await mara.get(`/api/jobs?page=3&project_id=${project.one}`)).body.links;
    expect(end.next).toBeNull();
    expect((await fetch(end.prev, { headers: { Authorization: `Bearer ${mara.token}` } })).status).toBe(200);
  });

  it.each([
    ['page=0', 1, 10],
    ['page=-3', 1, 10],
    ['page=abc', 1, 10],
    ['page=2abc', 2, 10],
    ['page=99', 3, 10],
    ['page_size=0', 1, 10],
    ['page_size=-1', 1, 10],
    ['page_size=5x', 1, 5],
    ['page_size=100000', 1, 100],
  ])('reads %s leniently', async (query, number, size) => {
    const { status, body } = await mara.get(`/api/jobs?${query}`);
    expect([status, body.meta.page_number, body.meta.page_size]).toEqual([200, number, size]);
  });

  it('of one project is the same nested and by project_id', async () => {
    const nested = await vera.get(`/api/projects/${project.one}/jobs?page=2`);
    const flat = await vera.get(`/api/jobs?project_id=${project.one}&page=2`);
    expect(nested.body.data).toEqual(flat.body.data);
    expect(nested.body.links.self).toContain(`/api/projects/${project.one}/jobs`);
  });
});

describe('a job', () => {
  it('shows body and adaptor to every role, and never what else the driver is told', async () => {
    const { status, body } = await vera.get(`/api/jobs/${jobs.one[0]}`, { Accept: JSONAPI });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        type: 'jobs',
        id: jobs.one[0],
        attributes: {
          name: 'Job 1',
          body: 'fn(s => s)',
          adaptor: '@openfn/language-common@latest',
          enabled: false,
          job_type: 'noop',
          interval: null,
          interval_type: null,
          timezone: 'UTC',
          start_on: null,
          end_on: null,
          next_run_at: null,
          inserted_at: expect.stringMatching(/^\d{4}-/),
          updated_at: expect.stringMatching(/^\d{4}-/),
        },
        relationships: {
          workflow: { data: { type: 'workflows', id: workflow.one } },
          project: { data: { type: 'projects', id: project.one } },
        },
        links: { self: `${service.url}/api/jobs/${jobs.one[0]}` },
      },
      included: [],
      links: { self: `${service.url}/api/jobs/${jobs.one[0]}` },
    });
  });

  it('without a project is for whoever can read it', async () => {
    const { body } = await mara.get(`/api/jobs/${loose}`, { Accept: JSONAPI });
    expect(body.data.relationships).toEqual({ workflow: { data: null }, project: { data: null } });
    expect((await vera.get(`/api/jobs/${loose}`, { Accept: JSONAPI })).status).toBe(404);
  });
});

describe('errors', () => {
  const REASON: Record<number, string> = {
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
  };

  it.each<[who: 'vera' | 'mara' | 'stranger' | 'root', path: () => string, status: number]>([
    ['vera', () => `/api/jobs?project_id=${MISSING}`, 404],
    ['vera', () => `/api/jobs?project_id=nonsense`, 400],
    ['vera', () => `/api/jobs?project_id=${project.two}`, 403],
    ['vera', () => `/api/projects/${project.two}/jobs`, 403],
    ['vera', () => `/api/projects/${MISSING}/jobs`, 404],
    ['vera', () => `/api/projects/x/jobs`, 400],
    ['vera', () => `/api/jobs/${MISSING}?page=1`, 404],
    ['vera', () => `/api/jobs/x?page=1`, 400],
    ['vera', () => `/api/jobs/${jobs.two[0]}?page=1`, 403],
    ['stranger', () => `/api/jobs/${jobs.one[0]}?page=1`, 403],
    ['mara', () => `/api/projects/${project.one}/jobs/${jobs.two[0]}`, 404],
    ['mara', () => `/api/projects/${project.one}/jobs/x`, 400],
    ['mara', () => `/api/projects/${project.one}/jobs/${jobs.one[3]}`, 200],
    ['vera', () => `/api/projects/${project.two}`, 403],
    ['vera', () => `/api/projects/${project.one}`, 200],
    ['vera', () => `/api/workflows/${workflow.two}`, 403],
    ['vera', () => `/api/workflows/${workflow.one}`, 200],
    ['vera', () => `/api/workflows/${MISSING}`, 404],
    ['mara', () => `/api/projects/${project.doomed}`, 404],
    ['mara', () => `/api/projects/${project.doomed}/jobs`, 404],
    ['mara', () => `/api/jobs?project_id=${project.doomed}`, 404],
    ['mara', () => `/api/jobs/${jobs.doomed[0]}?page=1`, 404],
    ['mara', () => `/api/workflows/${workflow.doomed}`, 404],
    ['root', () => `/api/projects/${project.doomed}/jobs`, 200],
    ['root', () => `/api/jobs/${jobs.doomed[0]}?page=1`, 200],
    ['mara', () => `/api/jobs/${jobs.deleted[0]}?page=1`, 404],
    ['root', () => `/api/jobs/${jobs.deleted[0]}?page=1`, 404],
    ['mara', () => `/api/projects/${project.one}/jobs/${jobs.deleted[0]}`, 404],
    ['mara', () => `/api/workflows/${workflow.deleted}`, 404],
  ])('%s gets for %s', async (who, path, status) => {
    const client = { vera, mara, stranger, root }[who];
    const answer = await client.get(path());
    expect(answer.status).toBe(status);
    const reason = status === 200 ? undefined : REASON[status];
    expect(answer.body.error).toBe(reason);
  });

  it('without a token are 401, before any id is looked at', async () => {
    for (const path of ['/api/projects/x', `/api/jobs?project_id=x`, '/api/projects']) {
      const response = await fetch(service.url + path);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toEqual({ error: 'Unauthorized' });
    }
  });

  it('keep their full shape for clients of HAL', async () => {
    const { status, body } = await mara.get(`/api/jobs/${MISSING}`);
    expect([status, body.errorCode]).toEqual([404, 'JOB_NOT_FOUND']);
  });
});

describe('projects and workflows', () => {
  it('list what the caller is a member of', async () => {
    const names = async (client: ApiClient, path: string) =>
      (await client.get(path)).body.data.map(({ attributes }: { attributes: { name: string } }) => attributes.name);
    expect(await names(vera, '/api/projects')).toEqual(['project-one']);
    expect(await names(mara, '/api/projects')).toEqual(['project-one', 'project-two']);
    expect(await names(stranger, '/api/projects')).toEqual([]);
    expect(await names(root, '/api/projects')).toEqual(['project-one', 'project-two', 'project-doomed']);
    expect(await names(vera, '/api/workflows')).toEqual(['one']);
    expect(await names(mara, `/api/workflows?project_id=${project.two}`)).toEqual(['two']);
  });

  it('are HAL for clients that ask for it', async () => {
    const hal = async (path: string) => {
      const { status, headers, body } = await vera.get(path, { Accept: HAL });
      expect([status, headers.get('content-type')]).toEqual([200, HAL]);
      return body;
    };
    const page = await hal('/api/projects?limit=5');
    expect(page).toMatchObject({ total: 1, start: 0, count: 1 });
    const [found] = page._embedded['inf:project'];
    expect(found).toMatchObject({ id: project.one, name: 'project-one' });
    expect(await hal(found._links.self.href)).toEqual(found);
    const inside = await hal(`${found._links['inf:job'].href}?start=20`);
    expect(inside).toMatchObject({ total: 23, count: 3 });
    const [first] = inside._embedded['inf:job'];
    expect((await hal(first._links['inf:workflow'].href)).name).toBe('one');
    expect((await vera.get(`/api/projects/${project.two}`, { Accept: HAL })).body.errorCode).toBe('NO_PROJECT_ACCESS');
  });
});
