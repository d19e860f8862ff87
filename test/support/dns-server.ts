import dgram from 'node:dgram';
import { once } from 'node:events';

const HEADER_BYTES = 12;
/** Type A, class IN. */
const ADDRESS_OF_NAME = 0x0001_0001;

/** A real name server on loopback for IPv4 addresses, whose answers a test decides on, question by question. */
export class DnsServer {
  /** Addresses of each name, one per question; the last one stays. An unknown name does not exist. */
  readonly names = new Map<string, string[]>();
  readonly asked: string[] = [];
  private readonly socket = dgram.createSocket('udp4');

  static async start(): Promise<DnsServer> {
    const server = new DnsServer();
    server.socket.on('message', (question, from) =>
      server.socket.send(server.answer(question), from.port, from.address),
    );
    server.socket.bind(0, '127.0.0.1');
    await once(server.socket, 'listening');
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  async close(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }

  private answer(question: Buffer): Buffer {
    const { name, end } = nameIn(question);
    const isAddress = question.readUInt32BE(end) === ADDRESS_OF_NAME;
    const known = this.names.get(name);
    if (isAddress) this.asked.push(name);
    const address = isAddress && known ? (known.length > 1 ? known.shift() : known[0]) : undefined;
    const header = Buffer.alloc(HEADER_BYTES);
    question.copy(header, 0, 0, 2);
    header.writeUInt16BE(known ? 0x8180 : 0x8183, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(address ? 1 : 0, 6);
    const asked = question.subarray(HEADER_BYTES, end + 4);
    if (!address) return Buffer.concat([header, asked]);
    // A pointer to the name in the question, type A, class IN, not to be kept, four bytes.
    const record = Buffer.from([0xc0, HEADER_BYTES, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
    return Buffer.concat([header, asked, record]);
  }
}

/** The name in a question, and where it ends. */
function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = question[at]!; length > 0; length = question[at]!) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}
