import { once } from 'node:events';
import net from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../test/support/eventually.js';
import { withSpooled } from './actions/upload-spool.js';
import { readJsonBodies } from './json-body.js';
import { passRawBodies } from './raw-body.js';
import type { RawBody } from './raw-body.js';

let app: FastifyInstance;

beforeAll(async () => {
  app = Fastify();
  readJsonBodies(app);
  passRawBodies(app);
  const streams = { config: { streamsBody: true } };
  app.put('/taken', streams, (request) =>
    withSpooled(request.body as RawBody, 1_000, async ({ bytes }) => String(bytes)),
  );
  app.put('/refused', streams, (_request, reply) => reply.status(403).send('no'));
  app.put('/json', (request, reply) => reply.send(request.body));
  app.setErrorHandler((error: { code?: string }, _request, reply) => reply.status(400).send(error.code));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app?.close());

/** One connection, and what came back on it. */
async function connect(): Promise<{ socket: net.Socket; answers: () => string[] }> {
  const socket = net.connect((app.server.address() as net.AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  return {
    socket,
    answers: () =>
      Array.from(text.matchAll(/HTTP\/1\.1 (\d+)[^]*?\r\n\r\n([^H]*)/g), ([, status, body]) => `${status} ${body}`),
  };
}

const head = (path: string): string => `PUT ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
const chunk = Buffer.concat([Buffer.from('186a0\r\n'), Buffer.alloc(100_000), Buffer.from('\r\n')]);

describe('a streamed body', () => {
  it.each(['/taken', '/refused'])('that is not taken to its end (%s) leaves the connection in order', async (path) => {
    const { socket, answers } = await connect();
    socket.write(head(path));
    for (let written = 0; written < 30; written += 1) socket.write(chunk);
    socket.write(`0\r\n\r\n${head('/taken')}3\r\nabc\r\n0\r\n\r\n`);
    await eventually(() => expect(answers()).toEqual([expect.stringMatching(/^40[03] /), '200 3']));
    socket.destroy();
  });

  it('that never ends loses its connection soon after its answer', async () => {
    const { socket, answers } = await connect();
    const closed = once(socket, 'close');
    socket.write(head('/taken'));
    socket.write(chunk);
    await closed;
    expect(answers()).toEqual(['400 UPLOAD_TOO_LARGE']);
  });

  it('is for the routes that ask for it: others get JSON, or nothing', async () => {
    const { port } = app.server.address() as net.AddressInfo;
    const put = async (type: string): Promise<[number, string]> => {
      const headers = { 'Content-Type': type };
      const answer = await fetch(`http://127.0.0.1:${port}/json`, { method: 'PUT', headers, body: '{"a":1}' });
      return [answer.status, await answer.text()];
    };
    expect(await put('application/json')).toEqual([200, '{"a":1}']);
    expect(await put('application/x-punctual-raw')).toEqual([400, 'UNSUPPORTED_MEDIA_TYPE']);
    expect((await put('application/octet-stream'))[0]).toBe(400);
  });
});
