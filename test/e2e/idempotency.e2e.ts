import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdempotencyPruner } from '../../src/idempotency/idempotency-pruner.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';
import { answerOf as about, leaveUnanswered, storedKey } from '../support/idempotent-requests.js';
import { eventuallyWaiting, whileLocked } from '../support/locks.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  await alice.get('/api/auth/me');
});
afterAll(() => service?.close());

const keyed = (key: string, more: Record<string, string> = {}) => ({ 'Idempotency-Key': key, ...more });
const make = (key: string, body: Record<string, unknown>, client = alice): Promise<Answer> =>
  client.post('/api/jobs', body, keyed(key));
const run = (jobId: string, key: string, body?: unknown, more?: Record<string, string>): Promise<Answer> =>
  alice.post(`/api/jobs/${jobId}`, body, keyed(key, more));
const jobsNamed = async (name: string): Promise<number> =>
  (await service.sql.first<{ count: number }>({
    text: 'SELECT count(*)::int AS count FROM jobs WHERE name = $1',
    values: [name],
  }))!.count;
const runsOf = async (jobId: string): Promise<{ id: string; status: string }[]> =>
  (await alice.get(`/api/jobs/${jobId}/history`)).body._embedded['inf:job-history'];
const die = (key: string) => leaveUnanswered(service.sql, key);
const stored = (key: string) => storedKey(service.sql, key);

describe('POST /api/jobs with an Idempotency-Key', () => {
  it('makes one job, and gives the same answer again', async () => {
    const first = await make('create-1', { name: 'Once', type: 'noop', data: { sleepMs: 1 }, enabled: false });
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    await alice.put(`/api/jobs/${first.body.id}`, { notes: 'changed meanwhile' });
    const again = await make('create-1', { enabled: false, data: { sleepMs: 1 }, type: 'noop', name: 'Once' });
    expect(about(again)).toEqual(about(first));
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await jobsNamed('Once')).toBe(1);
  });

  it('refuses another body under the key, with the job left alone', async () => {
    await make('create-2', { name: 'First body', type: 'noop' });
    expectProblem(await make('create-2', { name: 'Second body', type: 'noop' }), 422, 'IDEMPOTENCY_KEY_REUSED');
    const job = await createJob(alice);
    expectProblem(await run(job.id, 'create-2'), 422, 'IDEMPOTENCY_KEY_REUSED');
    expect([await jobsNamed('First body'), await jobsNamed('Second body')]).toEqual([1, 0]);
    expect(await runsOf(job.id)).toEqual([]);
  });

  it('keeps the keys of users apart', async () => {
    const [mine, yours] = [
      await make('create-3', { name: 'Alike', type: 'noop' }),
      await make('create-3', { name: 'Alike', type: 'noop' }, service.as('bob')),
    ];
    expect([mine.status, yours.status]).toEqual([201, 201]);
    expect(yours.body.id).not.toBe(mine.body.id);
  });

  it('makes one job of twenty requests at once; each gets its answer, or is told to come back', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => make('create-4', { name: 'Twenty', type: 'noop' })),
    );
    const made = answers.filter((answer) => answer.status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
    for (const answer of answers.filter((other) => other.status !== 201)) {
      expectProblem(answer, 409, 'IDEMPOTENCY_IN_PROGRESS');
      expect(Number(answer.headers.get('retry-after'))).toBe(answer.body.details.retryAfterSeconds);
      expect(answer.body.details.retryAfterSeconds).toBeGreaterThan(0);
    }
    expect(await jobsNamed('Twenty')).toBe(1);
  });

  it('takes 1 to 255 visible ASCII characters for a key, nothing else', async () => {
    for (const key of ['', 'x'.repeat(256), 'two words', 'tab\there', 'caf\u00e9'])
      expectProblem(await make(key, { name: 'Bad key', type: 'noop' }), 400, 'IDEMPOTENCY_KEY_MALFORMED');
    expect(await jobsNamed('Bad key')).toBe(0);
    const odd = `"${randomUUID()}"!~%_'\\`;
    expect((await make(odd, { name: 'Odd key', type: 'noop' })).status).toBe(201);
    expect((await make('x'.repeat(255), { name: 'Long key', type: 'noop' })).status).toBe(201);
  });

  it('forgets the key when nothing came of the request: it may be mended and sent again', async () => {
    expectProblem(await make('create-5', { name: 'Mended', type: 'nothing' }), 422, 'UNKNOWN_DRIVER');
    expectProblem(await make('create-5', { name: 'Mended', type: 'noop', colour: 'red' }), 400, 'VALIDATION_FAILED');
    expect(await stored('create-5')).toBeUndefined();
    expect((await make('create-5', { name: 'Mended', type: 'noop' })).status).toBe(201);
  });

  it('asks for token and permission before it tells anything', async () => {
    await make('create-6', { name: 'Mine', type: 'noop' });
    const powerless = service.as('alice', { permissions: [] });
    expectProblem(await make('create-6', { name: 'Mine', type: 'noop' }, powerless), 403, 'PERMISSION_MISSING');
    // Older tokens bring nothing back that this one withdrew.
    alice = service.as('alice');
    await alice.get('/api/auth/me');
  });
});

describe('when the process dies', () => {
  it('after the job was made and before it answered, the next request finds that job', async () => {
    const body = { name: 'Orphan', type: 'email', enabled: false };
    const first = await make('crash-1', body);
    await die('crash-1');
    const again = await make('crash-1', body);
    expect(about(again)).toEqual(about(first));
    expect(await jobsNamed('Orphan')).toBe(1);
    expect((await stored('crash-1'))!.answer).not.toBeNull();
  });

  it('before the job was made, the next request makes it, once the lease has lapsed', async () => {
    const body = { name: 'Never made', type: 'noop' };
    await make('crash-2', body);
    await service.sql.execute({ text: `DELETE FROM jobs WHERE name = 'Never made'` });
    await die('crash-2');
    await service.sql.execute({
      text: `
        UPDATE idempotency_keys SET effect_id = NULL, leased_until = clock_timestamp() + interval '1 minute'
        WHERE key = 'crash-2'`,
    });
    expectProblem(await make('crash-2', body), 409, 'IDEMPOTENCY_IN_PROGRESS');
    expectProblem(await make('crash-2', { ...body, notes: 'x' }), 422, 'IDEMPOTENCY_KEY_REUSED');
    await die('crash-2');
    expect((await make('crash-2', body)).status).toBe(201);
    expect(await jobsNamed('Never made')).toBe(1);
  });

  it('and after that the job was deleted, says that it is gone, and makes no other', async () => {
    const body = { name: 'Gone again', type: 'noop' };
    const { id } = (await make('crash-3', body)).body;
    await alice.delete(`/api/jobs/${id}`);
    await die('crash-3');
    expectProblem(await make('crash-3', body), 404, 'JOB_NOT_FOUND');
    expectProblem(await make('crash-3', body), 404, 'JOB_NOT_FOUND');
    expect(await jobsNamed('Gone again')).toBe(0);
  });

  it('during a run, the next request waits for that run and gets its result', async () => {
    const job = await createJob(alice);
    const first = await run(job.id, 'crash-4');
    await die('crash-4');
    expect(about(await run(job.id, 'crash-4'))).toEqual(about(first));
    expect(await runsOf(job.id)).toHaveLength(1);
  });
});

describe('a request that was taken for dead, and was not', () => {
  const race = async (lock: string, key: string, send: () => Promise<Answer>): Promise<Answer[]> => {
    const answers: Promise<Answer>[] = [];
    await whileLocked(service.databaseUrl, lock, async (release) => {
      answers.push(send());
      await eventuallyWaiting(service.sql, 1);
      await die(key);
      answers.push(send());
      await eventuallyWaiting(service.sql, 2);
      await release();
    });
    return Promise.all(answers);
  };

  it('does not make a second job', async () => {
    const send = () => make('fence-1', { name: 'Fenced', type: 'noop' });
    const [stalled, successor] = await race('LOCK TABLE jobs IN EXCLUSIVE MODE', 'fence-1', send);
    expectProblem(stalled!, 409, 'IDEMPOTENCY_IN_PROGRESS');
    expect(successor!.status).toBe(201);
    expect(await jobsNamed('Fenced')).toBe(1);
    expect((await send()).body).toEqual(successor!.body);
  });

  it('does not start a second run', async () => {
    const job = await createJob(alice, { overlap: 'allow' });
    const lock = `SELECT 1 FROM job_schedules WHERE job_id = '${job.id}' FOR UPDATE`;
    const [stalled, successor] = await race(lock, 'fence-2', () => run(job.id, 'fence-2'));
    expectProblem(stalled!, 409, 'IDEMPOTENCY_IN_PROGRESS');
    expect(successor!.status).toBe(200);
    expect((await runsOf(job.id)).map(({ id }) => id)).toEqual([successor!.body.id]);
  });
});

describe('POST /api/jobs/{id} with an Idempotency-Key', () => {
  it('runs the job once, and gives the same result again', async () => {
    const job = await createJob(alice, { data: { progress: 2 } });
    const first = await run(job.id, 'run-1', { parameters: { day: 1 } });
    expect(first.body.success).toBe(true);
    expect(about(await run(job.id, 'run-1', { parameters: { day: 1 } }))).toEqual(about(first));
    expectProblem(await run(job.id, 'run-1', { parameters: { day: 2 } }), 422, 'IDEMPOTENCY_KEY_REUSED');
    expect(await runsOf(job.id)).toHaveLength(1);
    expect((await run(job.id, 'run-1b')).body.id).not.toBe(first.body.id);
  });

  it('keeps the result of a failing driver, too', async () => {
    const job = await createJob(alice, { data: { fail: 'on purpose' } });
    const first = await run(job.id, 'run-2');
    expect(first.body.success).toBe(false);
    expect((await run(job.id, 'run-2')).body).toEqual(first.body);
    expect(await runsOf(job.id)).toHaveLength(1);
  });

  it('says that it is under way for as long as the run takes, and gives its result afterwards', async () => {
    const job = await createJob(alice, { data: { sleepMs: 600_000 } });
    const first = run(job.id, 'run-3');
    const { id } = await eventually(async () => {
      const [running] = await runsOf(job.id);
      expect(running?.status).toBe('running');
      return running!;
    });
    const during = await run(job.id, 'run-3');
    expectProblem(during, 409, 'IDEMPOTENCY_IN_PROGRESS');
    expect(Number(during.headers.get('retry-after'))).toBeGreaterThan(0);
    await service.sql.execute({
      text: `UPDATE idempotency_keys SET leased_until = clock_timestamp() + interval '9 seconds' WHERE key = 'run-3'`,
    });
    await eventually(async () => expect((await stored('run-3'))!.lease).toBeGreaterThan(11), { timeoutMs: 9_000 });
    expectProblem(await run(job.id, 'other-key'), 409, 'ALREADY_RUNNING');
    expect(await stored('other-key')).toBeUndefined();
    await alice.post(`/api/jobs/${job.id}/history/${id}/_cancel`);
    const result = await first;
    expect(result.body).toMatchObject({ id, success: false, status: 'canceled' });
    expect(about(await run(job.id, 'run-3'))).toEqual(about(result));
    expect(await runsOf(job.id)).toHaveLength(1);
  });

  it('leaves one asynchronous run, with the same Location', async () => {
    const job = await createJob(alice);
    const prefer = { Prefer: 'respond-async' };
    const answers = [await run(job.id, 'run-4', undefined, prefer), await run(job.id, 'run-4', {}, prefer)];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(about(answers[1]!)).toEqual(about(answers[0]!));
    expect(answers[1]!.headers.get('preference-applied')).toBe('respond-async');
    await die('run-4');
    expect((await run(job.id, 'run-4', undefined, prefer)).body).toEqual(answers[0]!.body);
    await eventually(async () => expect((await runsOf(job.id)).map(({ status }) => status)).toEqual(['succeeded']));
  });

  it('answers nothing to those who may no longer run the job', async () => {
    const bob = service.as('bob');
    await bob.get('/api/auth/me');
    const job = await createJob(alice);
    await alice.put(`/api/jobs/${job.id}/shares/bob`, { accessLevel: 2 });
    const ask = () => bob.post(`/api/jobs/${job.id}`, undefined, keyed('run-5'));
    expect((await ask()).status).toBe(200);
    await alice.put(`/api/jobs/${job.id}/shares/bob`, { accessLevel: 1 });
    expectProblem(await ask(), 403, 'ACCESS_DENIED');
    await alice.delete(`/api/jobs/${job.id}/shares/bob`);
    expectProblem(await ask(), 404, 'JOB_NOT_FOUND');
  });
});

describe('keys', () => {
  it('are kept for a day, on however many nodes that prune at once', async () => {
    const age = async (key: string, hours: number): Promise<void> => {
      await make(key, { name: `Aged ${hours}`, type: 'noop' });
      await service.sql.execute({
        text: `UPDATE idempotency_keys SET leased_until = clock_timestamp() - $2 * interval '1 hour' WHERE key = $1`,
        values: [key, hours],
      });
    };
    await age('age-23', 23.9);
    for (let index = 0; index < 5; index += 1) await age(`age-25-${index}`, 24.1);
    const pruner = service.app.get(IdempotencyPruner, { strict: false });
    const pruned = await Promise.all([pruner.prune(), pruner.prune(), pruner.prune()]);
    expect(pruned.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await stored('age-23')).toBeDefined();
    expect((await make('age-25-0', { name: 'A new job', type: 'noop' })).status).toBe(201);
  });

  it('go with their user', async () => {
    const root = service.as('root', { superuser: true });
    const carol = service.as('carol');
    const { id } = (await make('leaver', { name: 'Short-lived', type: 'noop' }, carol)).body;
    await carol.delete(`/api/jobs/${id}`);
    expect((await root.delete('/api/users/carol')).status).toBe(204);
    expect(await stored('leaver')).toBeUndefined();
  });
});
