import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a server on loopback was sent. */
export interface EchoedRequest {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: unknown;
}

/** A server with patients: lists them, takes new ones, fails under /broken, never answers under /never. */
export interface EchoServer {
  url: string;
  received: EchoedRequest[];
  close(): Promise<void>;
}

const PATIENTS = [
  { id: 1, first: 'Ada', last: 'Lovelace', visits: [{ date: '2026-01-05' }, { date: '2026-02-05' }] },
  { id: 2, first: 'Alan', last: 'Turing', visits: [] },
];

export async function startEchoServer(): Promise<EchoServer> {
  const received: EchoedRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body: body === '' ? undefined : (JSON.parse(body) as unknown) });
      if (url.startsWith('/never')) return;
      const status = url.startsWith('/broken') ? 500 : method === 'POST' ? 201 : 200;
      const answer =
        url.startsWith('/patients') && method === 'GET' ? PATIENTS : { method, url, got: received.at(-1)?.body };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
