import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { describeJobDriver } from 'punctual/testing';
import { CompanyModule } from '../src/company.module.js';

const runner = { describe, it, afterAll: after };

describeJobDriver(runner, 'stock-check', () => {
  const stock = [
    { article: 'bolts', pieces: 120 },
    { article: 'nuts', pieces: 7 },
  ];
  const many = Array.from({ length: 50_000 }, (_, index) => ({ article: `article ${index}`, pieces: 0 }));
  return {
    imports: [CompanyModule],
    works: { data: { dataset: 'stock', atLeast: 5 }, datasets: { stock } },
    fails: { data: { dataset: 'stock', atLeast: 10 }, datasets: { stock }, code: 'OUT_OF_STOCK' },
    huge: { data: { dataset: 'stock', atLeast: 1 }, datasets: { stock: many } },
    wrong: [{ data: { dataset: 'stock', atLeast: -1 }, path: 'data.atLeast' }],
  };
});

describeJobDriver(runner, 'chat-message', async () => {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    // A server that says back what it was sent: the token must not end up in the history.
    if (path === '/chat') response.end(request.headers.authorization);
    if (path === '/closed') response.writeHead(403).end(request.headers.authorization);
    if (path === '/long') response.end('x'.repeat(4_000_000));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const message = { token: 'token-of-the-chat', text: 'Good morning' };
  return {
    imports: [CompanyModule],
    env: { ALLOW_PRIVATE_NETWORK: 'true' },
    works: { data: { ...message, url: `${base}/chat` } },
    fails: { data: { ...message, url: `${base}/closed` }, code: 'CHAT_REFUSED' },
    lasts: { data: { ...message, url: `${base}/never` } },
    huge: { data: { ...message, url: `${base}/long` } },
    wrong: [{ data: { ...message, url: 'ftp://chat.example.com' }, path: 'data.url' }],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
});
