import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createProject, createWorkflow, maker } from '../support/projects.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let ann: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  ann = maker(service, 'ann');
});
afterAll(() => service?.close());

const SNAKE = /"[a-z]+_[a-z_]+":/;

describe('a project in HAL', () => {
  it('is what POST and PUT answer, field by field', async () => {
    const made = await createProject(ann, { description: 'What sales looks at', concurrency: 5 });
    const { body: found } = await ann.get(`/api/projects/${made.id}`);
    expect(found).toEqual(made);
    const { body: page } = await ann.get('/api/projects');
    expect(page._embedded['inf:project']).toEqual([made]);
    const { body: changed } = await ann.put(`/api/projects/${made.id}`, { concurrency: null });
    expect((await ann.get(`/api/projects/${made.id}`)).body).toEqual(changed);
  });

  it('has workflows that are what POST and PUT answer', async () => {
    const project = await createProject(ann);
    const made = await createWorkflow(ann, project.id, { concurrency: 2 });
    expect((await ann.get(`/api/workflows/${made.id}`)).body).toEqual(made);
    const { body: changed } = await ann.put(`/api/workflows/${made.id}`, { name: 'Another' });
    expect((await ann.get(`/api/workflows/${made.id}`)).body).toEqual(changed);
  });

  it('has jobs whose fields are named and filled as on the page of the job', async () => {
    const project = await createProject(ann);
    const { id: workflowId } = await createWorkflow(ann, project.id);
    const fields = { workflowId, interval: '0 9 * * *', enabled: true, startOn: '2026-01-01', timezone: 'UTC' };
    const job = await createJob(ann, fields);
    const { body } = await ann.get(`/api/projects/${project.id}/jobs/${job.id}`);
    const { _links, body: told, adaptor, projectId, ...rest } = body;
    expect({ told, adaptor, projectId }).toEqual({ told: null, adaptor: null, projectId: project.id });
    expect(job).toMatchObject(rest);
    expect(Object.keys(_links)).toEqual(['self', 'inf:workflow', 'inf:project']);
    const page = await ann.get(`/api/projects/${project.id}/jobs`);
    expect(page.body._embedded['inf:job']).toEqual([body]);
    expect(JSON.stringify([body, page.body])).not.toMatch(SNAKE);
  });

  it('keeps the names of the other document in JSON:API', async () => {
    const project = await createProject(ann);
    const { body } = await ann.send('GET', `/api/projects/${project.id}`, undefined, { Accept: '*/*' });
    expect(Object.keys(body.data.attributes)).toEqual([
      'name',
      'description',
      'concurrency',
      'scheduled_deletion',
      'inserted_at',
      'updated_at',
    ]);
    expect(body.data.attributes.inserted_at).toBe(project.createdAt);
  });
});
