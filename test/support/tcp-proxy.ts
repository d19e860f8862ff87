import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** How a proxy treats its connections: pass bytes on, cut and refuse, or keep them open and swallow every byte. */
export type ProxyMode = 'pass' | 'refuse' | 'swallow';

interface Pair {
  client: net.Socket;
  upstream: net.Socket | undefined;
  isDead: boolean;
}

/**
 * A TCP proxy on loopback between nodes and PostgreSQL, whose cable a test can pull. What it has swallowed stays dead when
 * it passes again, as with a firewall that forgot the connection: neither side hears of the other's end.
 */
export class TcpProxy {
  private mode: ProxyMode = 'pass';
  private readonly pairs = new Set<Pair>();
  private readonly server = net.createServer((client) => this.accept(client));

  private constructor(private readonly target: { host: string; port: number }) {}

  static async start(target: { host: string; port: number }): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** A proxy before the server of a URL. */
  static before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    return TcpProxy.start({ host: hostname, port: Number(port) });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that are open on the side of the clients. */
  get connections(): number {
    return [...this.pairs].filter((pair) => !pair.client.destroyed).length;
  }

  /** The URL as clients of the proxy use it. */
  through(url: string): string {
    return Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(this.port) }).href;
  }

  pass(): void {
    this.mode = 'pass';
  }

  /** Resets every connection, and refuses new ones until it passes again. */
  refuse(): void {
    this.mode = 'refuse';
    for (const pair of this.pairs) this.reset(pair);
  }

  /** Swallows every byte from now on, in both directions; nobody is told. */
  swallow(): void {
    this.mode = 'swallow';
    for (const pair of this.pairs) pair.isDead = true;
  }

  /** Ends what was swallowed on the server's side, as its keep-alive would some day. */
  forgetDead(): void {
    for (const pair of this.pairs) if (pair.isDead) this.reset(pair);
  }

  async close(): Promise<void> {
    for (const pair of this.pairs) this.reset(pair);
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private accept(client: net.Socket): void {
    if (this.mode === 'refuse') return void client.resetAndDestroy();
    client.setNoDelay(true);
    const pair: Pair = { client, upstream: undefined, isDead: this.mode === 'swallow' };
    this.pairs.add(pair);
    if (!pair.isDead) pair.upstream = net.connect({ ...this.target, noDelay: true });
    this.join(pair, client, pair.upstream);
    if (pair.upstream) this.join(pair, pair.upstream, client);
  }

  private join(pair: Pair, from: net.Socket, to: net.Socket | undefined): void {
    from.on('data', (bytes) => {
      if (!pair.isDead && to && !to.destroyed && !to.write(bytes)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      // A dead connection's other end hears nothing.
      if (!pair.isDead) to?.destroy();
      if (pair.client.destroyed && (pair.upstream?.destroyed ?? true)) this.pairs.delete(pair);
    });
  }

  private reset(pair: Pair): void {
    pair.client.resetAndDestroy();
    pair.upstream?.resetAndDestroy();
    this.pairs.delete(pair);
  }
}
