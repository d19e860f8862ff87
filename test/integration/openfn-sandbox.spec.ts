import { createSocket } from 'node:dgram';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriverResult } from '../../src/drivers/job-context.js';
import { closeAll, driversWith, start } from '../support/driver-app.js';
import type { RecordedContext } from '../../src/testing/recorded-context.js';
import { startEchoServer } from '../support/openfn/echo-server.js';
import type { EchoServer } from '../support/openfn/echo-server.js';
import {
  ENDLESS_BODIES,
  TURNED_DOWN,
  attemptingBody,
  attempts,
  FORGING_BODY,
  LOOKING_BODY,
  datagramBody,
  hostileBodies,
} from '../support/openfn/hostile-bodies.js';
import { possibleSandboxes } from '../support/openfn/sandboxes.js';

interface Ended {
  result?: DriverResult | void;
  error?: { code: string; message: string };
  context: RecordedContext<unknown>;
}

const COMMON = '@openfn/language-common@latest';
const OUTSIDE = path.join(os.tmpdir(), `punctual-outside-${process.pid}`);

let server: EchoServer;
beforeAll(async () => void (server = await startEchoServer()));
afterAll(async () => {
  await closeAll();
  await server?.close();
  fs.rmSync(OUTSIDE, { force: true });
});

async function ended(app: INestApplicationContext, data: Record<string, unknown>): Promise<Ended> {
  const { context, result } = await start(app, 'openfn', { data: { adaptor: COMMON, ...data } });
  return result.then(
    (value) => ({ result: value, context }),
    (error: { code: string; message: string }) => ({ error, context }),
  );
}

describe.each(await possibleSandboxes())('a job in the sandbox %s', (mode) => {
  const bodies = hostileBodies(process.pid);
  let app: INestApplicationContext;
  const ends = new Map<string, Ended>();

  beforeAll(async () => {
    app = await driversWith({ OPENFN_SANDBOX: mode, OPENFN_MEMORY_MB: '128', OPENFN_CONCURRENCY: '3' });
    const hurried = await driversWith({ OPENFN_SANDBOX: mode, OPENFN_TIMEOUT_MS: '10000', OPENFN_CONCURRENCY: '3' });
    const runs = [
      ...bodies.map(async ({ name, body }) => [name, await ended(app, { body })] as const),
      ...ENDLESS_BODIES.map(async ([name, body]) => [name, await ended(hurried, { body })] as const),
    ];
    for (const [name, end] of await Promise.all(runs)) ends.set(name, end);
  }, 600_000);

  it.each(bodies)('that $name ends as a recorded failure', ({ name, code, message = /./ }) => {
    expect(ends.get(name)).toMatchObject({ error: { code, message: expect.stringMatching(message) } });
  });

  it.each(ENDLESS_BODIES)('that %s is ended by the clock', (name) => {
    expect(ends.get(name)).toMatchObject({ error: { code: 'OPENFN_TIMED_OUT' } });
  });

  it('can do nothing that a process of a job should not', async () => {
    const all = attempts(OUTSIDE, process.pid);
    const { result } = await ended(app, { body: attemptingBody(all) });
    const { tried } = (result ?? {}).data as { tried: Record<string, string> };
    expect(Object.keys(tried)).toEqual(Object.keys(all));
    const isDone = ([name, told]: [string, string]): boolean =>
      !TURNED_DOWN.test(told) && !(name === 'write outside' && mode === 'unshare');
    expect(Object.entries(tried).filter(isDone)).toEqual([]);
    expect(fs.existsSync(OUTSIDE)).toBe(false);
  });

  it('is heard only so far', () => {
    expect(ends.get('logs without end')!.context.lines.length).toBeLessThan(6_000);
  });

  it('sees neither environment nor node, and the time zone of the job', async () => {
    const { result } = await ended(app, { body: LOOKING_BODY });
    const alone = mode === 'unshare' ? { directory: '/', ppid: 0 } : {};
    expect(result?.data).toMatchObject({ environment: ['TZ', 'HOME'], offset: 420, ...alone });
  });

  it('tells the node what it likes, to no harm', async () => {
    const { result, context } = await ended(app, { body: FORGING_BODY });
    expect(result).toEqual({ data: { constructor: { prototype: { polluted: true } }, n: 1 } });
    expect(Object.keys(result?.data ?? {})).toEqual(['constructor', 'n']);
    expect(context.lines).toEqual(['told']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('reaches what api-calls reach, and nothing else', async () => {
    const body = `http.get('${server.url}/patients');\nfn(({ data }) => ({ count: data.length }));`;
    expect(await ended(app, { body })).toMatchObject({ result: { data: { count: 2 } } });
    const strict = await driversWith({ OPENFN_SANDBOX: mode, ALLOW_PRIVATE_NETWORK: 'false' });
    const { error, context } = await ended(strict, { body });
    expect(error).toMatchObject({
      code: 'OPENFN_JOB_FAILED',
      message: expect.stringMatching(/^Line 1, column 1 \(http\.get\): 127\.0\.0\.1 is not a public address/),
    });
    expect(context.lines.join('\n')).toContain('ALLOW_PRIVATE_NETWORK');
  });

  it('has a network besides only where nobody fences it', async () => {
    const socket = createSocket('udp4');
    const received: string[] = [];
    socket.on('message', (message) => received.push(message.toString()));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const { error } = await ended(app, { body: datagramBody(socket.address().port) });
    const isFenced = mode === 'unshare';
    await expect.poll(() => received).toEqual(isFenced ? [] : ['out']);
    socket.close();
    expect(error?.message ?? 'none').toMatch(isFenced ? 'ENETUNREACH' : 'none');
  });

  it('uses an adaptor of the directory, with its own execute', async () => {
    const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-adaptors-')));
    fs.chmodSync(directory, 0o755);
    const full = path.join(directory, 'node_modules/@openfn/language-fake');
    fs.mkdirSync(full, { recursive: true });
    fs.writeFileSync(
      path.join(full, 'package.json'),
      JSON.stringify({ name: '@openfn/language-fake', version: '1.0.0', type: 'module', exports: './index.js' }),
    );
    fs.writeFileSync(
      path.join(full, 'index.js'),
      `export const greet = who => state => ({ ...state, greeting: \`Hello \${typeof who === 'function' ? who(state) : who}\` });
       export const execute = (...operations) => async state => {
         let next = { ...state, session: 'open' };
         for (const operation of operations) next = await operation(next);
         return { ...next, session: 'closed' };
       };`,
    );
    const equipped = await driversWith({
      OPENFN_SANDBOX: mode,
      OPENFN_ADAPTORS_DIR: directory,
      OPENFN_ADAPTORS: '@openfn/language-fake',
    });
    const data = { body: 'greet($.data.who);', adaptor: '@openfn/language-fake@1.0.0', input: { who: 'Ada' } };
    const { result } = await ended(equipped, data);
    expect(result).toEqual({ data: { data: { who: 'Ada' }, greeting: 'Hello Ada', session: 'closed' } });
    fs.rmSync(directory, { recursive: true });
  });

  it('is ended at once when its run is canceled half-way', async () => {
    const controller = new AbortController();
    const before = server.received.length;
    const { result } = await start(app, 'openfn', {
      data: { adaptor: COMMON, body: `http.get('${server.url}/patients');\nhttp.get('${server.url}/never');` },
      signal: controller.signal,
    });
    await expect.poll(() => server.received.slice(before).at(-1)?.url, { timeout: 50_000 }).toBe('/never');
    controller.abort(new Error('canceled by ana'));
    await expect(result).rejects.toThrow('canceled by ana');
    expect(await ended(app, { body: 'fn(s => s)', input: { n: 1 } })).toMatchObject({
      result: { data: { data: { n: 1 } } },
    });
  });
});
