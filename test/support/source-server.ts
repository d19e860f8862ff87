import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of sources on loopback: each path is answered by its handler. */
export interface SourceServer {
  url: string;
  on(path: string, listener: RequestListener): void;
  close(): Promise<void>;
}

export async function startSourceServer(): Promise<SourceServer> {
  const handlers = new Map<string, RequestListener>();
  const server = createServer((request, response) => {
    const handler = handlers.get(request.url ?? '');
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    on: (path, listener) => void handlers.set(path, listener),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
