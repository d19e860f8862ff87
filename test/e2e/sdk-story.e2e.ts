import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, punctualClient } from '../sdk/punctual-client.js';
import type { PunctualClient, Schemas } from '../sdk/punctual-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

/** Compiled against the types of openapi.json: a route, field or parameter that is not in it does not pass `npm run types`. */
describe('the story of a job, told through the SDK', () => {
  let service: TestApp;
  let alice: PunctualClient;
  let bob: PunctualClient;
  let job: Schemas['JobDto'];

  beforeAll(async () => {
    service = await startTestApp();
    alice = punctualClient(
      service.url,
      service.token('alice', { permissions: ['permission.jobs.create', 'permission.datasets.create'] }),
    );
    bob = punctualClient(service.url, service.token('bob'));
    for (const client of [alice, bob]) await answerOf(client.GET('/api/auth/me'));
  });
  afterAll(() => service?.close());

  const history = async (client: PunctualClient, id: string): Promise<Schemas['HistoryPageDto']> =>
    answerOf(client.GET('/api/jobs/{id}/history', { params: { path: { id }, query: { sort: 'createdAt' } } }));

  it('creates a dataset, and a job that reads it', async () => {
    const rows = [{ region: 'EMEA', amount: 10 }];
    const source = { kind: 'inline', rows } as const;
    await answerOf(alice.POST('/api/datasets', { body: { id: 'sales', name: 'Sales', source } }));
    job = await answerOf(
      alice.POST('/api/jobs', {
        body: {
          name: 'Daily Sales Report',
          type: 'email',
          interval: '0 9 * * *',
          timezone: 'America/Los_Angeles',
          datasets: { sales: 'sales' },
          data: { to: ['bob@example.com'], subject: '{{datasets.sales.rowCount}} rows', text: 'See above.' },
        },
      }),
    );
    expect(job).toMatchObject({ naturalId: 'alice:daily-sales-report', permissions: { edit: true, run: true } });
    const page = await answerOf(alice.GET('/api/jobs', { params: { query: { q: 'sales', limit: 10 } } }));
    expect(page._embedded['inf:job'].map(({ id }) => id)).toEqual([job.id]);
  });

  it('shares it', async () => {
    const unreadable = await bob.GET('/api/jobs/{id}', { params: { path: { id: job.id } } });
    expect(unreadable.response.status).toBe(404);
    expect(unreadable.error).toMatchObject({ statusCode: 404, errorCode: 'JOB_NOT_FOUND' });
    const path = { id: job.id, principalId: 'bob' };
    const share = await answerOf(
      alice.PUT('/api/jobs/{id}/shares/{principalId}', { params: { path }, body: { accessLevel: 3 } }),
    );
    expect(share.accessLevel).toBe(3);
    expect((await answerOf(bob.GET('/api/jobs/{id}', { params: { path: { id: job.id } } }))).permissions.edit).toBe(
      true,
    );
  });

  it('drafts a change, looks at the difference and commits it', async () => {
    const params = { path: { id: job.id } };
    const draft = await answerOf(bob.POST('/api/jobs/{id}/_edit', { params }));
    expect(draft).toMatchObject({ name: 'Daily Sales Report (Draft)', editingId: job.id });
    await answerOf(bob.PUT('/api/jobs/{id}', { params: { path: { id: draft.id } }, body: { interval: '0 10 * * *' } }));
    const diff = await answerOf(bob.GET('/api/jobs/{id}/draft/diff', { params }));
    expect(Object.keys(diff.changes)).toEqual(['interval']);
    const committed = await answerOf(bob.POST('/api/jobs/{id}/_commit', { params }));
    expect(committed).toMatchObject({
      id: job.id,
      name: 'Daily Sales Report',
      interval: '0 10 * * *',
      ownerId: 'alice',
    });
  });

  it('runs it, and finds the run in the history', async () => {
    const result = await answerOf(bob.POST('/api/jobs/{id}', { params: { path: { id: job.id } } }));
    if (!('success' in result)) throw new Error('it was not run at once');
    expect(result.success).toBe(true);
    const { _embedded, total } = await history(alice, job.id);
    expect(total).toBe(1);
    expect(_embedded['inf:job-history'][0]).toMatchObject({ id: result.id, status: 'succeeded', trigger: 'manual' });
  });

  it('deletes it, and it is gone', async () => {
    const params = { path: { id: job.id } };
    expect((await bob.DELETE('/api/jobs/{id}', { params })).response.status).toBe(403);
    expect((await alice.DELETE('/api/jobs/{id}', { params })).response.status).toBe(204);
    expect((await alice.GET('/api/jobs/{id}', { params })).response.status).toBe(404);
  });
});
