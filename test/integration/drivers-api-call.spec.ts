import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DriverData } from '../../src/drivers/driver-data.js';
import type { DriverResult } from '../../src/drivers/job-context.js';
import { closeAll, driversWith, run, start } from '../support/driver-app.js';
import { eventually } from '../support/eventually.js';

afterEach(closeAll);

describe('the api-call driver', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  const seen: { method: string; headers: IncomingMessage['headers']; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        seen.push({ method: request.method ?? '', headers: request.headers, body });
        answer(request, response, body);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterEach(() => void seen.splice(0));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const json = (status: number, body: unknown) => (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  it('sends the request with what lets a repeat be recognised', async () => {
    answer = json(201, { ok: true });
    const data = {
      method: 'POST',
      url: `${url}?q=1`,
      headers: { 'X-Team': 'sales' },
      body: { a: [1, null] },
      auth: { type: 'bearer', token: 'hunter2' },
    };
    const { result } = await run(await driversWith(), 'api-call', { data, idempotencyKey: 'key-7', attempt: 2 });
    expect(result).toEqual({ data: { status: 201, durationMs: expect.any(Number) as number, body: '{"ok":true}' } });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      body: '{"a":[1,null]}',
      headers: {
        'content-type': 'application/json',
        'x-team': 'sales',
        authorization: 'Bearer hunter2',
        'idempotency-key': 'key-7',
        'x-punctual-job': '018f0000-0000-7000-8000-000000000001',
        'x-punctual-scheduled-for': '2026-11-21T17:00:00.000Z',
        'x-punctual-attempt': '2',
      },
    });
  });

  it('sends basic credentials and text bodies, and no occurrence for a manual run', async () => {
    answer = (_, response) => void response.writeHead(204).end();
    const data = { method: 'PUT', url, body: 'plain', auth: { type: 'basic', username: 'ana', password: 'hunter2' } };
    const { result } = await run(await driversWith(), 'api-call', { data, run: { scheduledFor: null } });
    expect(result).toEqual({ data: { status: 204, durationMs: expect.any(Number) as number } });
    expect(seen[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('ana:hunter2').toString('base64')}`,
      'content-type': 'text/plain; charset=utf-8',
    });
    expect(seen[0]?.headers).not.toHaveProperty('x-punctual-scheduled-for');
  });

  it.each([
    [500, false],
    [404, true],
    [408, false],
    [429, false],
    [302, false],
  ])('fails on %i, permanently: %j', async (status, permanent) => {
    answer = json(status, { error: 'x'.repeat(500) });
    const { result } = await start(await driversWith(), 'api-call', {
      data: { method: 'GET', url: `${url}?key=hunter2` },
    });
    await expect(result).rejects.toMatchObject({ code: 'UNEXPECTED_STATUS', permanent });
    const { message } = (await result.catch((error: unknown) => error)) as Error;
    expect(message).toMatch(new RegExp(`^GET ${url} answered ${status} \\(expected 200-299\\): \\{"error":"x+$`));
    expect(message.length).toBeLessThan(300);
  });

  it('takes the statuses it was told to expect', async () => {
    answer = json(404, {});
    const app = await driversWith();
    const data = { method: 'DELETE', url, expectStatus: [204, 404] };
    expect((await run(app, 'api-call', { data })).result).toMatchObject({ data: { status: 404 } });
    answer = json(200, {});
    const { result } = await start(app, 'api-call', { data });
    await expect(result).rejects.toThrow('(expected 204, 404)');
  });

  it('keeps the first 4 KiB of a text, without waiting for the rest, and nothing of other answers', async () => {
    const app = await driversWith();
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const more = (): void => void (response.destroyed || (response.write('y'.repeat(1000)) && setImmediate(more)));
      more();
    };
    const { result } = await run(app, 'api-call', { data: { method: 'GET', url } });
    expect((result as DriverResult).data?.['body']).toBe('y'.repeat(4096));
    answer = (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('\x89PNG');
    const image = await run(app, 'api-call', { data: { method: 'GET', url } });
    expect((image.result as DriverResult).data).not.toHaveProperty('body');
  });

  it('keeps secrets out of results and errors even when the endpoint echoes them', async () => {
    const app = await driversWith();
    const echo = (status: number) => (request: IncomingMessage, response: ServerResponse) =>
      void response
        .writeHead(status, { 'content-type': 'text/plain' })
        .end(`you sent ${request.headers.authorization}`);
    for (const auth of [
      { type: 'bearer', token: 'hunter2' },
      { type: 'basic', username: 'a', password: 'hunter2' },
    ]) {
      answer = echo(200);
      const { result } = await run(app, 'api-call', { data: { method: 'GET', url, auth } });
      answer = echo(500);
      const { result: failing } = await start(app, 'api-call', { data: { method: 'GET', url, auth } });
      const error = (await failing.catch((thrown: unknown) => thrown)) as Error;
      const told = JSON.stringify(result) + error.message;
      expect(told).toContain('•••');
      expect(told).not.toContain('hunter2');
      expect(told).not.toContain(Buffer.from('a:hunter2').toString('base64'));
    }
  });

  it('stops when aborted', async () => {
    answer = () => undefined;
    const controller = new AbortController();
    const { result } = await start(await driversWith(), 'api-call', {
      data: { method: 'GET', url },
      signal: controller.signal,
    });
    await eventually(() => expect(seen).toHaveLength(1));
    controller.abort(new Error('canceled by ana'));
    await expect(result).rejects.toThrow('canceled by ana');
    server.closeAllConnections();
  });

  it('fails when nobody answers in time, nobody listens, or the address is private', async () => {
    answer = () => undefined;
    const app = await driversWith();
    const slow = await start(app, 'api-call', { data: { method: 'GET', url, timeoutMs: 50 } });
    await expect(slow.result).rejects.toMatchObject({ code: 'OUTBOUND_TIMEOUT', permanent: false });
    const down = await start(app, 'api-call', { data: { method: 'GET', url: 'http://127.0.0.1:1/' } });
    await expect(down.result).rejects.toMatchObject({ code: 'OUTBOUND_CONNECTION_FAILED', permanent: false });
    const fenced = await driversWith({ ALLOW_PRIVATE_NETWORK: 'false' });
    const refused = await start(fenced, 'api-call', { data: { method: 'GET', url } });
    await expect(refused.result).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED', permanent: true });
    server.closeAllConnections();
  });

  it.each([
    [{ url: 'ftp://example.com' }, 'data.url'],
    [{ url: 'http://ana:hunter2@example.com' }, 'data.url'],
    [{ method: 'TRACE' }, 'data.method'],
    [{ headers: { 'X-A': 'a\r\nX-B: b' } }, 'data.headers'],
    [{ headers: { 'Transfer-Encoding': 'chunked' } }, 'data.headers'],
    [{ headers: { 'Idempotency-Key': 'mine' } }, 'data.headers'],
    [{ headers: { a: 1 } }, 'data.headers'],
    [{ expectStatus: [200, 99] }, 'data.expectStatus[1]'],
    [{ auth: { type: 'bearer', token: 'a b' } }, 'data.auth.token'],
    [{ auth: { type: 'digest' } }, 'data.auth.type'],
  ])('refuses %j when the job is written', async (data, where) => {
    const attempt = (await driversWith()).get(DriverData).prepareForStorage('api-call', data, null);
    await expect(attempt).rejects.toMatchObject({ details: [expect.objectContaining({ path: where })] });
  });

  it('asks for the credentials that its kind of auth needs', async () => {
    const driverData = (await driversWith()).get(DriverData);
    const call = { method: 'GET', url };
    await expect(driverData.missing('api-call', { ...call, auth: { type: 'bearer' } })).resolves.toEqual([
      'data.auth.token is missing',
    ]);
    await expect(driverData.missing('api-call', { ...call, auth: { type: 'basic' } })).resolves.toEqual([
      'data.auth.username is missing',
      'data.auth.password is missing',
    ]);
  });

  it('keeps a masked token only for the very same URL', async () => {
    const driverData = (await driversWith()).get(DriverData);
    const data = { method: 'GET', url, auth: { type: 'bearer', token: 'hunter2' } };
    const stored = await driverData.prepareForStorage('api-call', data, null);
    const masked = { ...data, auth: { type: 'bearer', token: '•••' } };
    await expect(
      driverData.prepareForStorage('api-call', { ...masked, method: 'POST' }, stored),
    ).resolves.toMatchObject({ auth: stored['auth'] });
    await expect(driverData.prepareForStorage('api-call', { ...masked, url: `${url}/other` }, stored)).rejects.toThrow(
      /data\.auth\.token: is masked/,
    );
  });
});
