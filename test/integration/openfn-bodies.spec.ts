import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBodies } from '../support/openfn/bodies.js';
import type { Body, BodyEnd } from '../support/openfn/bodies.js';
import { startEchoServer } from '../support/openfn/echo-server.js';
import type { EchoServer } from '../support/openfn/echo-server.js';
import { COMMON_BODIES } from '../support/openfn/common-bodies.js';
import { FAILING_BODIES } from '../support/openfn/failing-bodies.js';
import { httpBodies } from '../support/openfn/http-bodies.js';

let server: EchoServer;
const ends = new Map<Body, BodyEnd>();

const NAMES = httpBodies('').map(([name]) => name);
let http: ReturnType<typeof httpBodies>;

beforeAll(async () => {
  server = await startEchoServer();
  http = httpBodies(server.url);
  const all = [...COMMON_BODIES, ...FAILING_BODIES, ...http].map(([, body]) => body);
  const results = await runBodies(all);
  for (const [index, body] of all.entries()) ends.set(body, results[index]!);
});
afterAll(() => server?.close());

describe('a body that', () => {
  it.each(COMMON_BODIES)('%s ends with the state that it should', (_, body, expected) => {
    expect(ends.get(body)).toEqual({ data: expect.objectContaining(expected), lines: expect.anything() });
  });

  it.each(NAMES)('%s reaches its server', (name) => {
    const [, body, expected] = http.find(([one]) => one === name)!;
    expect(ends.get(body)).toEqual({ data: expect.objectContaining(expected), lines: expect.anything() });
  });

  it.each(FAILING_BODIES)('%s fails and says why, and where', (_, body, expected) => {
    expect(ends.get(body)?.error?.message).toMatch(expected);
  });

  it('logs has its lines kept in order, and the configuration left out', () => {
    const [, logging] = COMMON_BODIES.find(([name]) => name === 'logs')!;
    expect(ends.get(logging)?.lines).toEqual([
      'loaded',
      "state is { data: { n: 1 }, run: {}, configuration: '•••' } 2",
      'Warning: careful',
      'Error: bad',
    ]);
  });
});
