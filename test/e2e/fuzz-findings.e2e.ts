import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';

let service: TestApp;
let root: ApiClient;
beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  root = service.as('root', { superuser: true });
});
afterAll(() => service?.close());

/** What `npm run fuzz` found. */
describe('requests that once were answered with 500', () => {
  it.each([
    ['/api/projects', { description: 'no name' }],
    ['/api/workflows', { name: 'no project', concurrency: 7 }],
    ['/api/workflows', { projectId: '01990000-0000-7000-8000-000000000000' }],
  ])('POST %s with %j is malformed', async (path, body) => {
    const answer = await root.post(path, body, { Accept: 'application/hal+json' });
    expect([answer.status, answer.body.statusCode]).toEqual([400, 400]);
  });

  it('a name with half of a surrogate pair is malformed', async () => {
    const body = '{"name": "\\ud800", "source": {"kind": "inline", "rows": []}}';
    expectProblem(await root.post('/api/datasets', body), 400, 'MALFORMED_TEXT');
  });
});

describe('members and files of projects, which have one representation', () => {
  it.each(['members', 'members/alice', 'export'])('%s of a project that does not exist is told in it', async (part) => {
    const answer = await root.get(`/api/projects/01990000-0000-7000-8000-000000000000/${part}`);
    expect(answer.status).toBe(404);
    expect(answer.body.statusCode).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });
});
