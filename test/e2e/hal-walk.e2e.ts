import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { tableRows } from '../support/markdown.js';
import { createJob } from '../support/shares.js';

let test: TestApp;
let ann: ApiClient;

/** Level 1 to 4 of a share of the job and of the dataset. */
const GUESTS = ['viewer', 'runner', 'editor', 'sharer'];

beforeAll(async () => {
  test = await startTestApp();
  ann = test.as('ann');
  await ann.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows: [{ a: 1 }] } });
  const datasets = { sales: { datasetId: 'sales', snapshots: { when: 'before' } } };
  const { id } = await createJob(ann, { name: 'Walked', interval: '1 hour', datasets });
  const tag = await ann.post('/api/tags', { name: 'walk' });
  await ann.put(`/api/jobs/${id}/tags/${tag.body.id}`);
  const action = await ann.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'Afterwards' });
  const attachments = `/api/jobs/${id}/actions/${action.body.id}/attachments`;
  const file = await ann.post(attachments, { type: 'file', name: 'terms.txt' });
  await ann.put(`${attachments}/${file.body.id}/action-attachment-file-contents`, 'text', {
    'Content-Type': 'text/plain',
  });
  await ann.post(`/api/jobs/${id}`);
  for (const [index, name] of GUESTS.entries()) {
    await test.as(name).get('/api/auth/me');
    await ann.put(`/api/jobs/${id}/shares/${name}`, { accessLevel: index + 1 });
    await ann.put(`/api/datasets/sales/shares/${name}`, { accessLevel: index + 1 });
  }
  for (const client of [ann, test.as('editor')]) await client.post(`/api/jobs/${id}/_edit`);
});
afterAll(() => test?.close());

/** Every link anywhere in an answer; what a URI template leaves open is left out. */
function linksOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = Object.values((value as { _links?: Record<string, { href: string }> })._links ?? {});
  return [...own.map(({ href }) => href.replaceAll(/\{[^}]*\}/g, '')), ...Object.values(value).flatMap(linksOf)];
}

/** GETs whatever can be reached by links from the list of jobs. @returns every link with its status */
async function walk(client: ApiClient): Promise<Map<string, number>> {
  const wanted = ['/api/jobs'];
  const seen = new Map<string, number>();
  for (let href = wanted.pop(); href !== undefined; href = wanted.pop()) {
    if (seen.has(href)) continue;
    const { status, body } = await client.get(href);
    seen.set(href, status);
    wanted.push(...linksOf(body));
  }
  return seen;
}

/** What can be read of jobs and of what they refer to, as docs/permissions.md lists it. */
const READABLE = tableRows('docs/permissions.md', ['route', 'needs'])
  .map((row) => row['route']!)
  .filter((route) => /^GET \/api\/(?:jobs\/|datasets\/|runs|job-drivers\/)/.test(route))
  .map((route) => route.slice('GET '.length));
const matching = (route: string): RegExp => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/?]+')}(?:\\?|$)`);

describe('a client that knows only links', () => {
  it('walks from the list of jobs to everything there is, without an error', async () => {
    const seen = await walk(ann);
    expect([...seen].filter(([, status]) => status >= 400)).toEqual([]);
    expect(READABLE.length).toBeGreaterThan(30);
    expect(READABLE.filter((route) => ![...seen.keys()].some((href) => matching(route).test(href)))).toEqual([]);
  });

  it.each(GUESTS)('is led nowhere in vain as a %s', async (name) => {
    const seen = await walk(test.as(name));
    expect([...seen].filter(([, status]) => status >= 400)).toEqual([]);
    expect(seen.size).toBeGreaterThan(15);
  });
});
