import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createJob } from '../support/shares.js';

const NAME = 'Quotes " \\ and \n lines \u2028 \u0001 🚀';

let service: TestApp;
let writer: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  writer = service.as('writer');
  root = service.as('root', { superuser: true });
});
afterAll(() => service?.close());

const items = async (): Promise<{ id: string }[]> => (await writer.get('/api/jobs')).body._embedded['inf:job'];

describe('an item of a list', () => {
  it('shows what the page of the job shows, to the millisecond', async () => {
    const { id } = await createJob(writer, {
      name: NAME,
      description: '</script>',
      interval: '0 0 1 1 *',
      enabled: true,
      startOn: '2027-03-04T05:06:07.008Z',
      endOn: '2099-12-31T23:59:59.999Z',
    });
    await createJob(writer, { name: 'plain' });
    await root.put(`/api/jobs/${id}`, { lockedAt: '2026-01-02T03:04:05.600Z' });
    await service.sql.execute({
      text: `UPDATE jobs SET updated_at = '2026-02-03 04:05:06.999999Z' WHERE id = $1`,
      values: [id],
    });
    for (const item of await items()) {
      const { body: page } = await writer.get(`/api/jobs/${item.id}`);
      const { _links, ...fields } = item as unknown as Record<string, unknown>;
      expect(fields).toEqual(Object.fromEntries(Object.keys(fields).map((key) => [key, page[key]])));
    }
  });

  it('is valid JSON of the stated type, whatever its name holds', async () => {
    const response = await fetch(`${service.url}/api/jobs`, { headers: { Authorization: `Bearer ${writer.token}` } });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { _embedded } = (await response.json()) as { _embedded: Record<string, { name: string }[]> };
    expect(_embedded['inf:job']!.map(({ name }) => name)).toContain(NAME);
  });
});
