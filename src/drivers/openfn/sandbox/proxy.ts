import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import { pipeline } from 'node:stream';
import { DomainError } from '../../../errors/domain-error.js';
import type { OutboundTunnel } from '../../../outbound/outbound-tunnel.js';
import { NOBODY } from './launch.js';

const MAX_CONNECTIONS = 64;
const MAX_HEAD_BYTES = 512;
const HEAD = /^([\w.:[\]%-]{1,255}) (\d{1,5})$/;
const NEWLINE = 10;

/** The way out of one run: each connection names where it wants to go, and gets there if api-calls would. */
export class Proxy {
  private readonly sockets = new Set<net.Socket>();
  private readonly stopping = new AbortController();
  private readonly server = net.createServer({ allowHalfOpen: true }, (socket) => void this.serve(socket));

  /** @param refused hears why a connection was not made */
  constructor(
    private readonly tunnel: OutboundTunnel,
    private readonly refused: (message: string) => void,
  ) {
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** @param asNobody whether it is nobody who connects */
  async listen(socketPath: string, asNobody: boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(socketPath, resolve);
    });
    await fs.chmod(socketPath, 0o600);
    if (asNobody) await fs.chown(socketPath, NOBODY, NOBODY);
  }

  /** Ends what is still open. */
  close(): void {
    this.stopping.abort();
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private async serve(socket: net.Socket): Promise<void> {
    this.keep(socket);
    try {
      const { host, port } = destination(await head(socket));
      const upstream = this.keep(await this.tunnel.connect(host, port, this.stopping.signal));
      socket.write('OK\n');
      const done = (): void => undefined;
      pipeline(socket, upstream, done);
      pipeline(upstream, socket, done);
    } catch (error) {
      this.refuse(socket, error);
    }
  }

  private refuse(socket: net.Socket, error: unknown): void {
    if (!(error instanceof DomainError)) return void socket.destroy();
    this.refused(error.message);
    socket.end(`${JSON.stringify({ code: error.code, message: error.message })}\n`);
    socket.resume();
  }

  private keep(socket: net.Socket): net.Socket {
    this.sockets.add(socket);
    // Whoever reads or writes it hears of its errors; nobody may be left to do either.
    return socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
  }
}

/** The first line of what a socket sends; the rest stays in it. */
async function head(socket: net.Socket): Promise<string> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const chunk = socket.read() as Buffer | null;
    if (chunk) bytes = Buffer.concat([bytes, chunk]);
    const end = bytes.indexOf(NEWLINE);
    if (end >= 0) {
      if (bytes.length > end + 1) socket.unshift(bytes.subarray(end + 1));
      return bytes.toString('utf8', 0, end);
    }
    if (bytes.length > MAX_HEAD_BYTES || socket.readableEnded || socket.destroyed) throw new Error('no head');
    if (!chunk) await Promise.race([once(socket, 'readable'), once(socket, 'close')]);
  }
}

function destination(line: string): { host: string; port: number } {
  const [, host, port] = HEAD.exec(line) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) throw new Error('no destination');
  return { host, port: Number(port) };
}
