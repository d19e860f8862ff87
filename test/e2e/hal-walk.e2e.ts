import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let test: TestApp;
let ann: ApiClient;

beforeAll(async () => {
  test = await startTestApp();
  ann = test.as('ann');
  await ann.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows: [{ a: 1 }] } });
  const datasets = { sales: { datasetId: 'sales', snapshots: { when: 'before' } } };
  const { body } = await ann.post('/api/jobs', { name: 'Walked', type: 'noop', interval: '1 hour', datasets });
  const tag = await ann.post('/api/tags', { name: 'walk' });
  await ann.put(`/api/jobs/${body.id}/tags/${tag.body.id}`);
  await ann.post(`/api/jobs/${body.id}/actions`, { type: 'noop', name: 'Afterwards' });
  await ann.post(`/api/jobs/${body.id}/_edit`);
  await ann.post(`/api/jobs/${body.id}`);
});
afterAll(() => test?.close());

/** Every link anywhere in an answer; what a URI template leaves open is left out. */
function linksOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = Object.values((value as { _links?: Record<string, { href: string }> })._links ?? {});
  return [...own.map(({ href }) => href.replaceAll(/\{[^}]*\}/g, '')), ...Object.values(value).flatMap(linksOf)];
}

/** Links that one follows by POST. */
const isAction = (href: string): boolean => /\/_[a-z]+$/.test(href);

describe('a client that knows only links', () => {
  it('walks from the list of jobs to everything there is, without an error', async () => {
    const wanted = ['/api/jobs'];
    const seen = new Map<string, number>();
    for (let href = wanted.pop(); href !== undefined; href = wanted.pop()) {
      if (seen.has(href) || isAction(href)) continue;
      const { status, body } = await ann.get(href);
      seen.set(href, status);
      wanted.push(...linksOf(body));
    }
    expect([...seen].filter(([, status]) => status >= 400)).toEqual([]);
    const parts = [
      '/history/',
      '/datasets/sales',
      '/actions/',
      '/tags/',
      '/versions/1',
      '/audit',
      '/snapshots',
      '/stats',
    ];
    expect(parts.filter((part) => ![...seen.keys()].some((href) => href.includes(part)))).toEqual([]);
  });
});
