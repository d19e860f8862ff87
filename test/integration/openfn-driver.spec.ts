import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DriverData } from '../../src/drivers/driver-data.js';
import { closeAll, driversWith, run, start } from '../support/driver-app.js';
import { startEchoServer } from '../support/openfn/echo-server.js';
import type { EchoServer } from '../support/openfn/echo-server.js';

const COMMON = '@openfn/language-common@latest';
const HTTP = '@openfn/language-http@latest';
const ON = { OPENFN_SANDBOX: 'process' };

let server: EchoServer;
beforeAll(async () => void (server = await startEchoServer()));
afterEach(closeAll);
afterAll(() => server?.close());

describe('an openfn job', () => {
  it('fetches, maps and posts; its operations are its progress, its console its log', async () => {
    const body = `// Copies the names of patients.
get('/patients');
fn(state => {
  console.log(state.data.length, 'patients');
  return { ...state, names: state.data.map(patient => humanProper(patient.first)) };
});
post('/names', { names: $.names, by: $.run.idempotencyKey });
fn(({ data }) => ({ got: data.got }));`;
    const data = { body, adaptor: HTTP, configuration: { baseUrl: server.url } };
    const { result, context } = await run(await driversWith(ON), 'openfn', { data });
    expect(result).toEqual({ data: { got: { names: ['Ada', 'Alan'], by: 'key-1' } } });
    expect(context.lines).toEqual([
      expect.stringMatching(/^GET http:\/\/127.* - 200 in \d+ms$/),
      '2 patients',
      expect.stringMatching(/^POST .* - 201 in \d+ms$/),
    ]);
    expect(context.steps.map(({ task, result: end }) => [task.opts, end?.success])).toEqual([
      [{ name: 'get', line: 2 }, true],
      [{ name: 'fn', line: 3 }, true],
      [{ name: 'post', line: 7 }, true],
      [{ name: 'fn', line: 8 }, true],
    ]);
  });

  it('keeps its secrets out of log, result, error and progress', async () => {
    const app = await driversWith(ON);
    const configuration = { baseUrl: server.url, username: 'ana', password: 'hunter2 & co' };
    const body =
      "get('/patients');\nfn(s => { console.log(s.configuration.password); return { said: s.configuration.password, auth: 1 }; });";
    const told = await run(app, 'openfn', { data: { body, adaptor: HTTP, configuration } });
    expect(server.received.at(-1)?.headers['authorization']).toBe(
      `Basic ${Buffer.from('ana:hunter2 & co').toString('base64')}`,
    );
    expect(told.result).toEqual({ data: { said: '•••', auth: 1 } });
    expect(told.context.lines.at(-1)).toBe('•••');
    const failing = await start(app, 'openfn', {
      data: { body: 'fn(s => { throw new Error(s.configuration.password); });', adaptor: COMMON, configuration },
    });
    await expect(failing.result).rejects.toMatchObject({
      code: 'OPENFN_JOB_FAILED',
      message: 'Line 1, column 17 (fn): •••',
    });
  });

  it('keeps of a large state only how large it is', async () => {
    const body = "fn(() => ({ big: 'x'.repeat(100_000), small: 1 }));";
    const { result } = await run(await driversWith(ON), 'openfn', { data: { body, adaptor: COMMON } });
    expect(result).toEqual({
      data: { omitted: expect.stringContaining('100020 bytes'), bytesOfKeys: { big: 100_002, small: 1 } },
    });
  });

  it.each([
    ['fn(', COMMON, 'OPENFN_BODY_INVALID', "data.body can't be run. Line 1, column 4: Unexpected token."],
    ["import fs from 'fs';", COMMON, 'OPENFN_IMPORT_REFUSED', /imports "fs" \(line 1, column 16\)/],
    [
      'fn(s => s)',
      '@openfn/language-nope@1.0.0',
      'OPENFN_ADAPTOR_UNKNOWN',
      /Available: @openfn\/language-common@3\.3\.4/,
    ],
  ])('with %j and %s fails for good', async (body, adaptor, code, message) => {
    const { result } = await start(await driversWith(ON), 'openfn', { data: { body, adaptor } });
    await expect(result).rejects.toMatchObject({ code, message: expect.stringMatching(message), permanent: true });
  });

  it('does not run where the operator has not switched it on', async () => {
    const { result } = await start(await driversWith(), 'openfn', { data: { body: 'fn(s => s)', adaptor: COMMON } });
    await expect(result).rejects.toMatchObject({ code: 'OPENFN_OFF', permanent: true });
  });

  it('waits for its turn, and is not started when it is canceled meanwhile', async () => {
    const app = await driversWith({ ...ON, OPENFN_CONCURRENCY: '1' });
    const first = new AbortController();
    const body = `http.get('${server.url}/never');`;
    const running = await start(app, 'openfn', { data: { body, adaptor: COMMON }, signal: first.signal });
    const second = new AbortController();
    const waiting = await start(app, 'openfn', { data: { body, adaptor: COMMON }, signal: second.signal });
    expect(waiting.context.lines).toEqual([expect.stringMatching(/^Waiting for another openfn job/)]);
    second.abort(new Error('canceled in the queue'));
    await expect(waiting.result).rejects.toThrow('canceled in the queue');
    first.abort(new Error('canceled'));
    await expect(running.result).rejects.toThrow('canceled');
    await expect(run(app, 'openfn', { data: { body: '', adaptor: COMMON } })).resolves.toMatchObject({ result: {} });
  });
});

describe('the data of an openfn job', () => {
  it('is warned of when it is written: what will fail here, never what is missing elsewhere', async () => {
    const driverData = (await driversWith()).get(DriverData);
    const warnings = await driverData.missing('openfn', { body: 'get($.x', adaptor: 'nope@latest' });
    expect(warnings).toEqual([
      expect.stringMatching(/^openfn jobs are off on this node/),
      expect.stringMatching(/^The adaptor nope@latest is not installed/),
      expect.stringMatching(/^data\.body can't be run\. Line 1, column 8/),
    ]);
    await expect(driverData.missing('openfn', {})).resolves.toEqual([
      'data.body is missing',
      'data.adaptor is missing',
      expect.stringMatching(/off/),
    ]);
    const on = (await driversWith(ON)).get(DriverData);
    await expect(on.missing('openfn', { body: 'fn(s => s)', adaptor: COMMON })).resolves.toEqual([]);
  });

  it.each([
    [{ body: 7 }, 'data.body'],
    [{ adaptor: 'not a package' }, 'data.adaptor'],
    [{ configuration: 'text' }, 'data.configuration'],
    [{ code: 'x' }, 'data.code'],
  ])('is refused as %j', async (data, where) => {
    const attempt = (await driversWith()).get(DriverData).prepareForStorage('openfn', data, null);
    await expect(attempt).rejects.toMatchObject({ details: [expect.objectContaining({ path: where })] });
  });

  it('keeps a masked configuration only for the very same body, adaptor and input', async () => {
    const driverData = (await driversWith()).get(DriverData);
    const data = { body: 'fn(s => s)', adaptor: COMMON, input: { a: 1 }, configuration: { token: 'hunter2' } };
    const stored = await driverData.prepareForStorage('openfn', data, null);
    expect(JSON.stringify(stored)).not.toContain('hunter2');
    expect(driverData.forPeople('openfn', stored)).toEqual({ ...data, configuration: '•••' });
    const masked = { ...data, configuration: '•••' };
    await expect(driverData.prepareForStorage('openfn', masked, stored)).resolves.toEqual(stored);
    for (const change of [{ body: 'fn(s => s.configuration)' }, { adaptor: HTTP }, { input: { a: 2 } }])
      await expect(driverData.prepareForStorage('openfn', { ...masked, ...change }, stored)).rejects.toThrow(
        /is masked/,
      );
  });
});
