import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  // Nothing is claimed here: what tests write stays as it is.
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice');
});
afterAll(() => service?.close());

interface Entry {
  at: string;
  local: string;
  note: string | null;
  status: string;
  reason: string | null;
  attempts: number;
  overdue: boolean;
  startsAt: string | null;
  runId: string | null;
  range: { to: string; count: number } | null;
}

const MINUTE = 60_000;
const NOW = Date.now();
const minutes = (count: number): string => new Date((Math.floor(NOW / MINUTE) + count) * MINUTE).toISOString();

interface Page {
  entries: Entry[];
  start: number;
  count: number;
  total: number;
  totalExact?: boolean;
  warnings: string[];
  _links: Record<string, { href: string }>;
}

async function page(jobId: string, query: Record<string, string | number> = {}, by = alice): Promise<Page> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  const { status, body } = await by.get(`/api/jobs/${jobId}/occurrences?${search.toString()}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return { ...body, entries: body._embedded['inf:job-occurrence'] };
}

/** Writes records of a job as claims and finishes do: `[minute, status, reason, attempt, final]`. */
async function record(
  jobId: string,
  rows: [number, string, string | null, number, boolean][],
  range?: [number, number],
) {
  for (const [minute, status, reason, attempt, final] of rows)
    await service.sql.execute({
      text: `
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason, created_at,
                              finished_at, idempotency_key, range_to, range_count)
        VALUES ($1, gen_random_uuid(), $2, 'alice', $3, $4, 'schedule', $1, $5, $6, now(), now(), $7, $8, $9)`,
      values: [
        minutes(minute),
        jobId,
        status,
        final,
        attempt,
        reason,
        `${jobId}:${minute}`,
        range ? minutes(range[0]) : null,
        range?.[1] ?? null,
      ],
    });
}

/** The job's schedule as a claim has left it: next due then. */
const setDue = (jobId: string, due: string | null) =>
  service.sql.execute({
    text: 'UPDATE job_schedules SET due_at = $2, occurrence_at = NULL WHERE job_id = $1',
    values: [jobId, due],
  });

describe('GET /api/jobs/{id}/occurrences', () => {
  it('shows fates, what runs and waits, what is due and what comes in one line, oldest first', async () => {
    const { id } = await createJob(alice, { interval: '* * * * *', enabled: true, queue: 'nowhere' });
    await record(id, [[-60, 'missed', 'outside_window', 0, true]], [-30, 31]);
    await record(id, [
      [-10, 'failed', null, 1, false],
      [-10, 'succeeded', null, 2, true],
      [-9, 'skipped', 'overlap', 0, true],
      [-8, 'failed', null, 1, false],
      [-7, 'lost', 'node_died', 1, false],
    ]);
    await service.sql.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, attempt, idempotency_key, type, queue, not_before)
        VALUES (gen_random_uuid(), $1, $2, 'retry', 2, $3, 'noop', 'nowhere', $4)`,
      values: [id, minutes(-8), `${id}:-8`, minutes(-7)],
    });
    await service.sql.execute({
      text: `
        INSERT INTO active_runs (id, job_id, scheduled_for, trigger, attempt, idempotency_key, type, node_id)
        VALUES (gen_random_uuid(), $1, $2, 'retry', 2, $3, 'noop', gen_random_uuid())`,
      values: [id, minutes(-7), `${id}:-7`],
    });
    await setDue(id, minutes(-6));
    const { entries, total, warnings } = await page(id, { from: minutes(-40), to: minutes(60), limit: 1000 });
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
    expect(total).toBe(entries.length);
    const brief = entries.map(({ at, status, reason, attempts }) => [at, status, reason, attempts]);
    expect(brief.slice(0, 6)).toEqual([
      [minutes(-60), 'missed', 'outside_window', 0],
      [minutes(-10), 'succeeded', null, 2],
      [minutes(-9), 'skipped', 'overlap', 0],
      [minutes(-8), 'queued', null, 1],
      [minutes(-7), 'running', null, 2],
      [minutes(-6), 'due', null, 0],
    ]);
    expect(entries[0]!.range).toEqual({ to: minutes(-30), count: 31 });
    const late = entries.filter(({ overdue }) => overdue).map(({ at }) => at);
    expect(late.slice(0, 2)).toEqual([minutes(-8), minutes(-6)]);
    expect(late).not.toContain(minutes(0));
    expect(entries.at(-1)).toMatchObject({ at: minutes(59), status: 'planned', startsAt: minutes(59), runId: null });
    expect(warnings).toEqual([expect.stringContaining('No running node serves the queue "nowhere"')]);
  });

  it('tells local times in the zone of the job, and what clock changes do', async () => {
    const { id } = await createJob(alice, { interval: '30 2 * * *', timezone: 'Europe/Berlin', enabled: true });
    const { entries } = await page(id, { from: '2027-03-27T12:00:00Z', to: '2027-03-30T00:00:00Z' });
    expect(entries.map(({ at, local, note }) => [at, local, note])).toEqual([
      ['2027-03-28T01:00:00.000Z', '2027-03-28T03:00:00+02:00', expect.stringContaining('Moved from 02:30')],
      ['2027-03-29T00:30:00.000Z', '2027-03-29T02:30:00+02:00', null],
    ]);
  });

  it('tells when runs start under jitter, and what lies in a blackout', async () => {
    const { id } = await createJob(alice, {
      interval: '0 * * * *',
      enabled: true,
      jitterMs: 600_000,
      blackouts: [{ date: '2040-05-01' }],
    });
    const { body: job } = await alice.get(`/api/jobs/${id}`);
    const first = (await page(id)).entries.find(({ status }) => status === 'planned')!;
    expect(first.startsAt).toBe(job.nextRunAt);
    const { entries } = await page(id, { from: '2040-04-30T23:00:00Z', to: '2040-05-01T02:00:00Z' });
    const delay = Date.parse(entries[0]!.startsAt!) - Date.parse(entries[0]!.at);
    expect(delay).toBe(Date.parse(first.startsAt!) - Date.parse(first.at));
    expect(delay).toBeGreaterThan(0);
    expect(entries.map(({ status, reason, startsAt }) => [status, reason, startsAt === null])).toEqual([
      ['planned', null, false],
      ['planned', 'blackout', true],
      ['planned', 'blackout', true],
    ]);
  });

  it.each([
    ['disabled', { enabled: false, interval: '1 hour' }, 'disabled'],
    ['without an interval', { enabled: true }, 'no interval'],
    [
      'past its end',
      { enabled: true, interval: '1 hour', startOn: '2020-01-01', endOn: '2020-01-02' },
      'no further occurrence',
    ],
  ])('plans nothing for a job that is %s, and says why', async (_, fields, why) => {
    const { id } = await createJob(alice, fields);
    const { entries, warnings } = await page(id);
    expect(entries).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ['locked', `UPDATE jobs SET locked_at = now() WHERE id = $1`, 'superuser locked'],
    ['paused', `UPDATE jobs SET paused_at = now(), pause_reason = 'three failures' WHERE id = $1`, 'three failures'],
    ['beyond computing', `UPDATE jobs SET timezone = 'Mars/Olympus' WHERE id = $1`, `can't be computed`],
  ])('plans nothing for a job that is %s, and says why', async (_, statement, why) => {
    const { id } = await createJob(alice, { enabled: true, interval: '1 hour' });
    await record(id, [[-5, 'succeeded', null, 1, true]]);
    await service.sql.execute({ text: statement, values: [id] });
    const { entries, warnings } = await page(id);
    expect(entries.map(({ status }) => status)).toEqual(['succeeded']);
    expect(warnings).toEqual([expect.stringContaining(why)]);
  });

  it('plans nothing for a draft', async () => {
    const { id } = await createJob(alice, { enabled: true, interval: '1 hour' });
    const draft = await alice.post(`/api/jobs/${id}/_edit`);
    const { entries, warnings } = await page(draft.body.id);
    expect([entries, warnings]).toEqual([[], ['This is a draft: it is never scheduled.']]);
  });

  it('needs to see the job, and no more', async () => {
    const { id } = await createJob(alice, { enabled: true, interval: '1 hour' });
    const vera = service.as('vera');
    expect((await vera.get(`/api/jobs/${id}/occurrences`)).status).toBe(404);
    await shareJob(service.sql, id, 'vera', 1);
    expect((await page(id, {}, vera)).entries.length).toBeGreaterThan(0);
    const { href } = (await vera.get(`/api/jobs/${id}`)).body._links['inf:job-occurrences'];
    expect(href).toBe(`/api/jobs/${id}/occurrences{?from,to,limit,start}`);
  });
});

describe('a job that runs', () => {
  it('has each of its instants once in the line, whatever happens while one looks', async () => {
    const node = await startTestApp({ databaseUrl: service.databaseUrl });
    const { id } = await createJob(alice, { enabled: true, interval: '* * * * * *' });
    const query = { from: new Date(NOW).toISOString(), to: minutes(3), limit: 1000 };
    await eventually(async () => {
      const { entries } = await page(id, query);
      const instants = entries.map(({ at }) => Date.parse(at));
      expect(instants).toEqual(instants.map((_, index) => instants[0]! + index * 1000));
      expect(entries.filter(({ status, attempts }) => status === 'succeeded' && attempts === 1).length).toBeGreaterThan(
        3,
      );
      expect(entries.at(-1)!.status).toBe('planned');
    });
    await node.close();
  });
});

describe('a long line of occurrences', () => {
  it('is turned page by page without a gap or a repeat', async () => {
    const { id } = await createJob(alice, { enabled: true, interval: '* * * * *' });
    await record(
      id,
      Array.from({ length: 7 }, (_, index) => [-20 + index, 'succeeded', null, 1, true] as const).map((row) => [
        ...row,
      ]),
    );
    await setDue(id, minutes(10));
    const seen: string[] = [];
    let next: string | undefined = `/api/jobs/${id}/occurrences?limit=4&from=${minutes(-30)}&to=${minutes(20)}`;
    while (next) {
      const { body } = await alice.get(next);
      expect(body.total).toBe(17);
      seen.push(...body._embedded['inf:job-occurrence'].map(({ at }: Entry) => at));
      next = body._links.next?.href;
    }
    expect(seen).toHaveLength(17);
    expect(seen).toEqual([...new Set(seen)].toSorted());
  });

  it('is bounded for a job of every second over ten years, and goes on from where a page ends', async () => {
    const { id } = await createJob(alice, { enabled: true, interval: '* * * * * *' });
    const query = { from: '2030-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z', limit: 1000 };
    const first = await page(id, query);
    expect(first).toMatchObject({ count: 1000, total: 10_001, totalExact: false });
    const deep = await page(id, { ...query, start: 10_000 });
    expect(deep.entries[0]!.at).toBe('2030-01-01T02:46:40.000Z');
    const { body } = await alice.get(deep._links['next']!.href);
    expect(body._embedded['inf:job-occurrence'][0].at).toBe(deep.entries.at(-1)!.at);
  });

  it('ends with the calendar', async () => {
    const { id } = await createJob(alice, { enabled: true, interval: '0 0 29 2 *' });
    const { entries } = await page(id, { from: '9000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z', limit: 1000 });
    expect(entries.length).toBeLessThanOrEqual(1000);
  });

  it.each([
    ['from', 'yesterday', 'from'],
    ['to', '2026-01-31', 'to'],
    ['start', '10001', 'start'],
    ['start', '-1', 'start'],
    ['limit', 'many', 'limit'],
  ])('refuses %s=%s with its path', async (name, value, path) => {
    const { id } = await createJob(alice);
    const answer = await alice.get(`/api/jobs/${id}/occurrences?${name}=${value}`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect([...new Set(problemPaths(answer))]).toEqual([path]);
  });

  it('refuses a period that ends before it begins', async () => {
    const { id } = await createJob(alice);
    const answer = await alice.get(`/api/jobs/${id}/occurrences?from=${minutes(1)}&to=${minutes(0)}`);
    expect([answer.status, answer.body.errorCode]).toEqual([400, 'EMPTY_PERIOD']);
  });
});
