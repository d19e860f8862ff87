// A closed loop over keep-alive connections on plain sockets: it costs less than what it measures.
import net from 'node:net';

/**
 * Sends the same request again and again for `ms` milliseconds.
 * @param {{ port: number, path: string, token?: string, accept?: string, connections: number, ms: number }} options
 * @returns {Promise<{ perSecond: number, p5: number, p50: number, p99: number, requests: number }>} latencies in milliseconds
 */
export async function load({ port, path, token, accept, connections, ms }) {
  const request = requestText(path, { token, accept });
  const latencies = [];
  const startedAt = performance.now();
  const isOver = () => performance.now() - startedAt > ms;
  await Promise.all(
    Array.from({ length: connections }, () =>
      connectionLoop({ port, request, isOver, done: (took) => latencies.push(took) }),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return {
    perSecond: latencies.length / seconds,
    p5: at(0.05),
    p50: at(0.5),
    p99: at(0.99),
    requests: latencies.length,
  };
}

function requestText(path, { token, accept }) {
  const authorization = token ? `Authorization: Bearer ${token}\r\n` : '';
  const accepted = accept ? `Accept: ${accept}\r\n` : '';
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}${accepted}\r\n`);
}

function connectionLoop({ port, request, isOver, done }) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    const answer = new AnswerReader();
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true).on('connect', send).on('error', reject);
    socket.on('close', () => reject(new Error(`port ${port} closed the connection`)));
    socket.on('data', (chunk) => {
      try {
        if (!answer.take(chunk)) return;
      } catch (error) {
        reject(error);
        return;
      }
      done(performance.now() - sentAt);
      if (!isOver()) return send();
      resolve();
      socket.destroy();
    });
  });
}

const NOTHING = Buffer.alloc(0);

/** Finds the end of each answer by its Content-Length. */
class AnswerReader {
  head = NOTHING;
  missing = 0;

  /** @returns {boolean} whether the answer is complete; @throws Error when it is no 200 */
  take(chunk) {
    if (this.missing > 0) this.missing -= chunk.length;
    else if (!this.#readHead(chunk)) return false;
    return this.missing === 0;
  }

  #readHead(chunk) {
    this.head = Buffer.concat([this.head, chunk]);
    const end = this.head.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = this.head.latin1Slice(0, end);
    const length = /^content-length: (\d+)$/im.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 200') || length === undefined)
      throw new Error(`unexpected answer: ${head.split('\r\n')[0]} ${this.head.subarray(end, end + 400).toString()}`);
    this.missing = Number(length) - (this.head.length - end - 4);
    this.head = NOTHING;
    return true;
  }
}
