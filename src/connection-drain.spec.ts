import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { drainConnections } from './connection-drain.js';

const open: net.Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

async function serve(lastAnswersMs?: number): Promise<FastifyInstance> {
  const fastify = Fastify();
  drainConnections(fastify, lastAnswersMs);
  fastify.post('/echo', async (request) => request.body);
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  return fastify;
}

/** A request with 14 bytes of body of which the first 7 are sent; resolves when the server has it in hand. */
async function halfARequest(fastify: FastifyInstance): Promise<net.Socket> {
  const inHand = once(fastify.server, 'request');
  const socket = net.connect((fastify.server.address() as AddressInfo).port, '127.0.0.1');
  open.push(socket.setEncoding('utf8'));
  const head = ['POST /echo HTTP/1.1', 'Host: here', 'Content-Type: application/json', 'Content-Length: 14', '', ''];
  socket.write(`${head.join('\r\n')}{"half"`);
  await inHand;
  return socket;
}

describe('a server that closes while a request is under way', () => {
  it('answers it and does not keep its connection for another', async () => {
    const fastify = await serve();
    const socket = await halfARequest(fastify);
    const closed = fastify.close();
    const answer = once(socket, 'data');
    const end = once(socket, 'close');
    socket.write(':true} ');
    expect((await answer)[0]).toContain('{"half":true}');
    await Promise.all([end, closed]);
  });

  it('cuts off a request whose body never comes', async () => {
    const fastify = await serve(300);
    const socket = await halfARequest(fastify);
    const end = once(socket.on('error', () => undefined).resume(), 'close');
    await Promise.all([end, fastify.close()]);
  });
});
