import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** A message as the server took it in. */
export interface ReceivedMail {
  raw: string;
  mail: Email;
  from: string;
  recipients: string[];
}

/** A real SMTP server on loopback. */
export interface MailServer {
  host: string;
  port: number;
  url: string;
  /** Messages that were completed, oldest first. */
  received: ReceivedMail[];
  /** Bytes of messages seen so far, unfinished ones included. */
  bytesSeen(): number;
  openConnections(): number;
  close(): Promise<void>;
}

/** Starts a server that takes everything in; `options` (handlers of smtp-server) make it refuse. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let bytes = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
      });
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom ? mailFrom.address : '', recipients: rcptTo.map(({ address }) => address) };
        const keep = async (): Promise<void> => {
          received.push({ raw: raw.toString('utf8'), mail: await PostalMime.parse(raw), ...envelope });
        };
        callbackify(keep)(done);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    url: `smtp://127.0.0.1:${port}`,
    received,
    bytesSeen: () => bytes,
    openConnections: () => server.connections.size,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
