import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

const LIST_ITEM_KEYS = [
  '_links',
  'id',
  'type',
  'name',
  'slug',
  'description',
  'ownerId',
  'interval',
  'intervalType',
  'timezone',
  'enabled',
  'nextRunAt',
  'startOn',
  'endOn',
  'lockedAt',
  'createdAt',
  'updatedAt',
];
/** Every field of the first source document's own example. */
const DETAIL_KEYS = [...LIST_ITEM_KEYS, 'heartbeat', 'data', 'notes', 'source', 'sourceId', 'editingId', 'permissions'];
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice', { name: 'Alice Example', timezone: 'America/New_York' });
});
afterAll(() => service?.close());

describe('POST /api/jobs', () => {
  it('creates the job of the source document, word for word', async () => {
    await alice.post('/api/datasets', {
      id: 'sales-2024',
      name: 'Sales 2024',
      source: { kind: 'inline', rows: [{ region: 'EMEA', amount: 12 }] },
    });
    const snapshots = { when: 'before', snapshotDatasets: ['sales-2024'] };
    const { status, body, headers } = await alice.post('/api/jobs', {
      name: 'Daily Sales Report',
      type: 'email',
      enabled: true,
      datasets: { sales: { datasetId: 'sales-2024', snapshots } },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Daily Sales Report',
      type: 'email',
      slug: 'daily-sales-report',
      naturalId: 'alice:daily-sales-report',
      ownerId: 'alice',
      ownerName: 'Alice Example',
      timezone: 'America/New_York',
      enabled: true,
      nextRunAt: null,
    });
    expect(Object.keys(body)).toEqual(expect.arrayContaining(DETAIL_KEYS));
    expect(body.warnings.join()).toMatch(/subject/);
    expect(headers.get('location')).toBe(`/api/jobs/${body.id}`);
    expect(headers.get('etag')).toBe('"1"');
    const links = (await alice.get(`/api/jobs/${body.id}/datasets`)).body._embedded['inf:dataset'];
    expect(links).toMatchObject([
      {
        alias: 'sales',
        jobId: body.id,
        datasetId: 'sales-2024',
        index: 0,
        snapshots: { when: 'before', snapshotDatasets: [{ datasetId: 'sales-2024' }] },
      },
    ]);
  });

  it('takes every writable field of PUT as well', async () => {
    const fields = {
      description: 'Sums it up',
      notes: 'By Alice',
      interval: '30 minutes',
      intervalType: 'simple',
      timezone: 'Europe/Berlin',
      startOn: '2026-01-01T00:00:00.000Z',
      endOn: '2099-01-01T00:00:00.000Z',
      data: { sleepMs: 5 },
      overlap: 'queue',
      catchUp: 'all',
      catchUpWindowMs: 1000,
      catchUpLimit: 7,
      maxAttempts: 3,
      retryDelayMs: 10,
      retryLost: false,
      maxLost: 1,
      timeoutMs: 5000,
      priority: 5,
    };
    const created = await createJob(alice, fields);
    expect(created).toMatchObject({ ...fields, enabled: false, nextRunAt: null, warnings: [] });
    expect((await alice.get(`/api/jobs/${created.id}`)).body).toMatchObject(fields);
  });

  it('falls back to the installation’s zone for somebody without one', async () => {
    expect((await createJob(service.as('zoneless'))).timezone).toBe('UTC');
  });

  it('needs permission.jobs.create', async () => {
    const looker = service.as('looker', { permissions: [] });
    expectProblem(await looker.post('/api/jobs', { name: 'No', type: 'noop' }), 403, 'PERMISSION_MISSING');
    expect((await looker.get('/api/jobs')).body.total).toBe(0);
  });

  it('needs a permission for drivers that the installation restricts', async () => {
    const refused = await alice.post('/api/jobs', { name: 'No', type: 'openfn' });
    expectProblem(refused, 403, 'DRIVER_RESTRICTED');
    const permissions = ['permission.jobs.create', 'permission.drivers.openfn'];
    const bold = await service.as('bold', { permissions }).post('/api/jobs', { name: 'Yes', type: 'openfn' });
    expect(bold.status).toBe(201);
  });

  it('gives each job of an owner a slug of its own, and takes the first free one', async () => {
    const bob = service.as('bob');
    const slugs: string[] = [];
    for (const name of ['Größe & Preis', 'grosse   preis?', 'Größe Preis!', '!!!', '???', '報告 2024'])
      slugs.push((await createJob(bob, { name })).slug);
    expect(slugs).toEqual(['große-preis', 'grosse-preis', 'große-preis-2', 'job', 'job-2', '報告-2024']);
    expect((await createJob(alice, { name: '!!!' })).slug).toBe('job');
  });

  it('gives twenty jobs of one name, created at once, twenty slugs', async () => {
    const crowd = service.as('crowd');
    await crowd.get('/api/auth/me');
    const jobs = await Promise.all(Array.from({ length: 20 }, () => createJob(crowd, { name: 'Rush Hour' })));
    const slugs = jobs.map((job): string => job.slug).toSorted();
    const numbered = Array.from({ length: 19 }, (_, index) => `rush-hour-${index + 2}`);
    expect(slugs).toEqual(['rush-hour', ...numbered].sort());
  });

  it('finds a slug for long names outside the basic plane, again and again', async () => {
    const name = `a${'𠮷'.repeat(80)}`;
    const first = await createJob(alice, { name });
    const second = await createJob(alice, { name });
    expect(second.slug).toBe(`${first.slug}-2`);
    for (const { naturalId, id } of [first, second])
      expect((await alice.get(`/api/jobs/${encodeURIComponent(naturalId)}`)).body.id).toBe(id);
  });
});

describe('GET /api/jobs/{id}', () => {
  it('shows every field of the source document, links and permissions', async () => {
    const { id } = await createJob(alice, { name: 'Shown', data: { sleepMs: 1 } });
    const { status, body, headers } = await alice.get(`/api/jobs/${id}`);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(expect.arrayContaining(DETAIL_KEYS));
    expect(body).toMatchObject({
      heartbeat: null,
      lockedAt: null,
      data: { sleepMs: 1 },
      source: null,
      sourceId: null,
      editingId: null,
      notes: null,
      permissions: { read: true, edit: true, delete: true, run: true },
      _links: {
        self: { href: `/api/jobs/${id}` },
        'inf:job-history': { href: `/api/jobs/${id}/history` },
        'inf:job-actions': { href: `/api/jobs/${id}/actions` },
        'inf:job-datasets': { href: `/api/jobs/${id}/datasets` },
      },
    });
    expect(body.createdAt).toMatch(ISO);
    expect(body.updatedAt).toMatch(ISO);
    expect(headers.get('etag')).toBe('"1"');
    expect(body._embedded).toMatchObject({
      'inf:job-datasets': [],
      'inf:job-actions': [],
      'inf:job-driver': { type: 'noop' },
    });
  });

  it('finds a job by UUID in any case, and by natural id with : and %3A', async () => {
    const { id } = await createJob(alice, { name: 'Found Again' });
    const paths = [id, id.toUpperCase(), 'alice:found-again', 'alice%3Afound-again'];
    for (const path of paths) expect((await alice.get(`/api/jobs/${path}`)).body.id).toBe(id);
  });

  it('finds a team’s job by its canonical owner and by the bare name of the team', async () => {
    const teams = [{ id: 'analytics', role: 'admin' }];
    const ann = service.as('ann', { teams });
    const { id, naturalId } = await createJob(ann, { name: 'Team Report', ownerId: 'analytics' });
    expect(naturalId).toBe('team:analytics:team-report');
    for (const owner of ['team:analytics', 'team%3Aanalytics', 'analytics'])
      for (const colon of [':', '%3A'])
        expect((await ann.get(`/api/jobs/${owner}${colon}team-report`)).body.id).toBe(id);
  });

  it('finds a job whose slug has letters beyond ASCII by that slug as people type it', async () => {
    const { id } = await createJob(alice, { name: '한국 보고서' });
    expect((await alice.get(`/api/jobs/${encodeURIComponent('alice:한국-보고서')}`)).body.id).toBe(id);
  });

  it.each([
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'nonsense',
    'alice:',
    ':slug',
    'nobody:found-again',
    'alice:found-again:more',
    '0',
    `${'a'.repeat(900)}:x`,
    encodeURIComponent(`alice:' OR '1'='1`),
    '..%2Fjobs',
  ])('answers 404 to %s', async (id) => {
    expectProblem(await alice.get(`/api/jobs/${id}`), 404, 'JOB_NOT_FOUND');
  });
});

describe('DELETE /api/jobs/{id}', () => {
  it('takes the job with its schedule, history and links away', async () => {
    const job = await createJob(alice, { name: 'Short-lived', interval: '0 9 * * *', enabled: true });
    await alice.post(`/api/jobs/${job.id}`);
    const { status, body } = await alice.delete('/api/jobs/alice:short-lived');
    expect([status, body]).toEqual([204, '']);
    expectProblem(await alice.get(`/api/jobs/${job.id}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await alice.delete(`/api/jobs/${job.id}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await alice.get(`/api/jobs/${job.id}/history`), 404, 'JOB_NOT_FOUND');
    const tables = ['job_schedules', 'job_grants', 'job_datasets', 'job_runs', 'job_outcomes', 'active_runs'];
    for (const table of tables)
      expect(
        await service.sql.rows({ text: `SELECT job_id FROM ${table} WHERE job_id = $1`, values: [job.id] }),
      ).toEqual([]);
    expect((await createJob(alice, { name: 'Short-lived' })).slug).toBe('short-lived');
  });

  it('takes a running job away: its run is aborted and leaves no record', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 } });
    const waiting = alice.post(`/api/jobs/${id}`);
    await eventually(async () => expect((await alice.get(`/api/jobs/${id}`)).body.heartbeat).not.toBeNull());
    expect((await alice.delete(`/api/jobs/${id}`)).status).toBe(204);
    expectProblem(await waiting, 404, 'JOB_NOT_FOUND');
    expectProblem(await alice.get(`/api/jobs/${id}`), 404, 'JOB_NOT_FOUND');
    const left = await service.sql.rows({
      text: 'SELECT id FROM job_runs WHERE job_id = $1 UNION ALL SELECT id FROM active_runs WHERE job_id = $1',
      values: [id],
    });
    expect(left).toEqual([]);
  });
});
