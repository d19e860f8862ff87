import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let jobId: string;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  await alice.post('/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows: [{ a: 1 }] } });
  const fields = { interval: '0 9 * * *', enabled: true, data: { progress: 1 }, datasets: { sales: 'sales' } };
  jobId = (await createJob(alice, { name: 'Steady', description: 'stays as it is', ...fields })).id;
});
afterAll(() => service?.close());

/** All that is stored of jobs. */
async function dump(): Promise<unknown[]> {
  const tables = ['jobs', 'job_schedules', 'job_grants', 'job_datasets', 'job_runs', 'pending_runs', 'active_runs'];
  const rows = tables.map((table) => service.sql.rows({ text: `SELECT t::text FROM ${table} t ORDER BY 1` }));
  return Promise.all(rows);
}

/** Whatever is sent, the answer is that problem and nothing is changed. */
async function expectRefusal(send: () => Promise<Answer>, status: number, errorCode: string): Promise<Answer> {
  const before = await dump();
  const answer = await send();
  expectProblem(answer, status, errorCode);
  expect(await dump()).toEqual(before);
  return answer;
}

const bothWays = (body: unknown): (() => Promise<Answer>)[] => [
  () => alice.post('/api/jobs', body),
  () => alice.put(`/api/jobs/${jobId}`, body),
];
const valid = { name: 'Never', type: 'noop' };
const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

describe('a body', () => {
  it('with unknown fields is refused with every one of them', async () => {
    const answer = await expectRefusal(
      () => alice.post('/api/jobs', { ...valid, frequency: 'daily', colour: 'red', enabled: 'yes' }),
      400,
      'VALIDATION_FAILED',
    );
    expect(problemPaths(answer)).toEqual(['colour', 'enabled', 'frequency']);
    expect(answer.body.message).toMatch(/and 2 more/);
    await expectRefusal(() => alice.put(`/api/jobs/${jobId}`, { colour: 'red' }), 400, 'VALIDATION_FAILED');
    await expectRefusal(() => alice.post(`/api/jobs/${jobId}`, { colour: 'red' }), 400, 'VALIDATION_FAILED');
  });

  it.each([
    ['name', 5],
    ['name', ''],
    ['name', ' \t\n'],
    ['name', 'x'.repeat(256)],
    ['name', ['a']],
    ['type', 5],
    ['type', null],
    ['type', 'x'.repeat(101)],
    ['description', 5],
    ['description', 'x'.repeat(10_001)],
    ['notes', {}],
    ['interval', 60],
    ['interval', 'x'.repeat(501)],
    ['intervalType', 'hourly'],
    ['startOn', 1_767_225_600_000],
    ['endOn', true],
    ['enabled', 'true'],
    ['enabled', 1],
    ['data', 'x'],
    ['data', []],
    ['data', 7],
    ['timezone', 5],
    ['timezone', ''],
    ['ownerId', 5],
    ['ownerId', null],
    ['datasets', 'sales'],
    ['datasets', []],
    ['overlap', 'sometimes'],
    ['catchUp', true],
    ['catchUpWindowMs', -1],
    ['catchUpWindowMs', 1e15],
    ['catchUpLimit', 0],
    ['maxAttempts', 1.5],
    ['maxAttempts', '3'],
    ['retryDelayMs', 1e300],
    ['timeoutMs', 0],
    ['priority', 5000],
    ['queue', 'Not A Queue'],
  ])('with %s = %j is refused, and says where', async (field, value) => {
    const answer = await expectRefusal(
      () => alice.post('/api/jobs', { ...valid, [field]: value }),
      400,
      'VALIDATION_FAILED',
    );
    expect(new Set(problemPaths(answer))).toEqual(new Set([field]));
  });

  it('without name and type is refused for both', async () => {
    const answer = await expectRefusal(() => alice.post('/api/jobs', {}), 400, 'VALIDATION_FAILED');
    expect(new Set(problemPaths(answer))).toEqual(new Set(['name', 'type']));
  });

  it.each(['[]', '"text"', 'null', '5', 'true', '[{"name":"x","type":"noop"}]', '', '  '])(
    'that is %j is refused',
    async (body) => {
      for (const send of bothWays(body)) await expectRefusal(send, 400, 'VALIDATION_FAILED');
    },
  );

  it.each(['{', '{"name":}', "{'name':'x'}", '{"name":"x"}}', 'name=x', '{"name":"\t"}', '\u0000', '{"a":NaN}'])(
    'that is no JSON, %j, is refused',
    async (body) => {
      for (const send of bothWays(body)) await expectRefusal(send, 400, 'MALFORMED_JSON');
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'x',
  ])('of the type %s is refused', async (type) => {
    const send = () => alice.post('/api/jobs', JSON.stringify(valid), { 'Content-Type': type });
    await expectRefusal(send, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('of two megabytes is refused', async () => {
    for (const send of bothWays({ ...valid, notes: 'x'.repeat(2 * 1024 * 1024) }))
      await expectRefusal(send, 413, 'BODY_TOO_LARGE');
  });

  it.each([
    { name: 'a\0b' },
    { description: '\0' },
    { notes: 'x\0' },
    { interval: '0 9 * * *\0' },
    { data: { fail: 'a\0b' } },
    { data: { 'k\0': 1 } },
    { timezone: 'UTC\0' },
  ])('with NUL in %j is refused', async (fields) => {
    for (const send of bothWays({ ...valid, ...fields })) await expectRefusal(send, 400, 'MALFORMED_TEXT');
  });

  it.each(['{"__proto__":{"superuser":true},"name":"x","type":"noop"}', '{"constructor":{"prototype":{"x":1}}}'])(
    'that reaches for prototypes, %s, is refused',
    async (body) => {
      for (const send of bothWays(body))
        expect(['MALFORMED_JSON', 'FORBIDDEN_KEY']).toContain((await send()).body.errorCode);
      expect(({} as { superuser?: unknown }).superuser).toBeUndefined();
    },
  );

  it('with half a surrogate pair is refused, with a whole one taken', async () => {
    const half = '{"name":"half","type":"noop","data":{"fail":"x\\ud800"}}';
    for (const send of bothWays(half)) await expectRefusal(send, 400, 'MALFORMED_TEXT');
    const run = (text: string) => alice.post(`/api/jobs/${jobId}`, `{"parameters":{"a":"${text}"}}`);
    for (const text of ['\\ud83c', '\\udf89', '\\udf89\\ud83c', '\\\\ud83c\\udf89', 'x\\\\\\uD83C'])
      await expectRefusal(() => run(text), 400, 'MALFORMED_TEXT');
    for (const text of ['\\\\ud83c', '\\ud83c\\udf89', '\\\\\\\\udf89']) expect((await run(text)).status).toBe(200);
    const whole = await alice.post('/api/jobs', '{"name":"\\ud83c\\uDF89 \\\\ud800","type":"noop"}');
    expect([whole.status, whole.body.name]).toEqual([201, '🎉 \\ud800']);
  });

  it.each([101, 5_000, 200_000])('nested %i levels deep is refused', async (depth) => {
    const arrays = nested(depth);
    const objects = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    for (const [path, body] of [
      ['/api/jobs', `{"name":"x","type":"noop","data":{"fail":${arrays}}}`],
      ['/api/jobs', `{"name":"x","type":"noop","datasets":${objects}}`],
      [`/api/jobs/${jobId}`, `{"parameters":${objects}}`],
    ] as const) {
      const isLarge = Buffer.byteLength(body) > 1024 * 1024;
      await expectRefusal(
        () => alice.post(path, body),
        isLarge ? 413 : 400,
        isLarge ? 'BODY_TOO_LARGE' : 'BODY_TOO_DEEP',
      );
    }
  });

  it('with tens of thousands of keys is refused, even of nobody known', async () => {
    const body = Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`k${n}`, 1]));
    expectProblem(await alice.post('/api/auth/login', body), 400, 'BODY_TOO_MANY_KEYS');
  });

  it('with more problems than anybody reads is refused with the first fifty, and their number', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, 1]));
    const answer = await expectRefusal(() => alice.post('/api/jobs', unknown), 400, 'VALIDATION_FAILED');
    expect(answer.body.details).toHaveLength(50);
    expect(answer.body.message).toMatch(/and \d{4} more/);
  });

  it('with brackets in text is not deep', async () => {
    const { body } = await alice.post('/api/jobs', { ...valid, name: 'Brackets', notes: `"\\${'[{'.repeat(500)}` });
    expect(body.notes).toHaveLength(1002);
  });
});

describe('what can’t be', () => {
  it.each([
    [{ type: 'telepathy' }, 'UNKNOWN_DRIVER'],
    [{ type: '__proto__' }, 'UNKNOWN_DRIVER'],
    [{ type: 'constructor' }, 'UNKNOWN_DRIVER'],
    [{ data: { sleep: 5 } }, 'DRIVER_DATA_INVALID'],
    [{ data: { sleepMs: 'long' } }, 'DRIVER_DATA_INVALID'],
    [{ data: { sleepMs: -1 } }, 'DRIVER_DATA_INVALID'],
    [{ type: 'email', data: { to: ['no address'], subject: 'x' } }, 'DRIVER_DATA_INVALID'],
    [{ type: 'email', data: { to: 'a@example.com\r\nBcc: b@example.com' } }, 'DRIVER_DATA_INVALID'],
    [{ type: 'api-call', data: { method: 'GET', url: 'file:///etc/passwd' } }, 'DRIVER_DATA_INVALID'],
    [{ datasets: { x: 'nowhere' } }, 'UNKNOWN_DATASET'],
    [{ ownerId: 'nobody-here' }, 'UNKNOWN_PRINCIPAL'],
    [{ interval: '0 25 * * *' }, 'INVALID_INTERVAL'],
    [{ timezone: 'Mars/Olympus' }, 'INVALID_TIMEZONE'],
    [{ timezone: '../../etc/passwd', interval: '0 9 * * *' }, 'INVALID_TIMEZONE'],
    [{ startOn: '2030-01-02', endOn: '2030-01-01' }, 'INVALID_RANGE'],
    [{ startOn: 'soon' }, 'INVALID_DATE'],
  ])('%j is 422', async (fields, errorCode) => {
    await expectRefusal(() => alice.post('/api/jobs', { ...valid, ...fields }), 422, errorCode);
  });
});

describe('a URL', () => {
  /** Sent as it is: fetch would mend it. */
  const raw = (path: string, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${alice.token}` };
      const request = http.request(service.url, { path, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const head = new Headers(Object.entries(response.headers) as [string, string][]);
          const isJson = head.get('content-type')?.includes('json') && text !== '';
          resolve({ status: response.statusCode!, headers: head, body: isJson ? JSON.parse(text) : text });
        });
      });
      request.on('error', reject).end();
    });

  it.each([`/api/jobs/${'x'.repeat(1001)}`, '/api/jobs/%', '/api/jobs/%zz', '/api/jobs/%ff', '/api/jobs/%c3%28:x'])(
    '%s is 400',
    async (path) => {
      const answer = await raw(path);
      expectProblem(answer, 400, 'MALFORMED_URL');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each(['/api/jobs/%00', '/api/jobs/alice:%00', '/api/jobs/%00:x', '/api/jobs/alice:steady/datasets/%00'])(
    '%s with NUL is a clear answer',
    async (path) => {
      const answer = await raw(path);
      expectProblem(answer, answer.status === 400 ? 400 : 404, answer.body.errorCode);
    },
  );

  it.each(['q', 'sort', 'type', 'ownerId', 'status', 'enabled', 'limit', 'start'])(
    'with NUL or nonsense in ?%s= is a clear answer',
    async (name) => {
      for (const value of ['%00', '%ff', '%', "'", '%27%3B--', '[]', name, '%F0%9F%8E%89', '']) {
        const answer = await raw(`/api/jobs?${name}=${value}`);
        expect([200, 400], `${value}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
        if (answer.status === 400) expectProblem(answer, 400, answer.body.errorCode);
      }
      const twice = await raw(`/api/jobs?${name}=a&${name}=b`);
      expectProblem(twice, 400, 'VALIDATION_FAILED');
    },
  );

  it.each([
    ['GET', '/api/nothing'],
    ['GET', '/'],
    ['GET', '/api'],
    ['GET', '/api/jobs/x/y/z'],
    ['POST', '/api/jobs-list'],
    ['DELETE', '/api/jobs'],
    ['PATCH', '/api/schedules/preview'],
    ['PUT', '/health/live'],
    ['GET', '/../../etc/passwd'],
    ['GET', `/api/${'x'.repeat(5000)}`],
  ])('%s %s leads nowhere', async (method, path) => {
    expectProblem(await raw(path, method), 404, 'ROUTE_NOT_FOUND');
  });
});
