import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that the endpoint took in. */
export interface HookCall {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An HTTP endpoint on loopback that jobs call. */
export interface WebHook {
  url: string;
  calls: HookCall[];
  /** How calls are answered from now on: a status, or not at all. */
  answerWith(answer: number | 'never'): void;
  close(): Promise<void>;
}

export async function startWebHook(): Promise<WebHook> {
  const calls: HookCall[] = [];
  let answer: number | 'never' = 200;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      if (answer !== 'never') reply(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    answerWith: (next) => void (answer = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  response.end(status < 400 ? 'taken in' : 'the warehouse is on fire');
}
