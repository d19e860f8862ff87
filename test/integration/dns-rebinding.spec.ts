import { Resolver } from 'node:dns/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AddressGuard } from '../../src/outbound/address-guard.js';
import { OutboundHttp } from '../../src/outbound/outbound-http.js';
import { OutboundTunnel } from '../../src/outbound/outbound-tunnel.js';
import { DnsServer } from '../support/dns-server.js';

/** Asks the name server of the test; takes 127.0.0.1 for public, so that loopback can play the internet. */
class GuardWithResolver extends AddressGuard {
  private readonly resolver = new Resolver();

  constructor(nameServer: string) {
    super({ ALLOW_PRIVATE_NETWORK: false });
    this.resolver.setServers([nameServer]);
  }
  override permits(address: string): boolean {
    return address === '127.0.0.1' || super.permits(address);
  }
  protected override async addressesOf(hostname: string) {
    return (await this.resolver.resolve4(hostname)).map((address) => ({ address, family: 4 }));
  }
}

let dns: DnsServer;
let inside: http.Server;
let outside: http.Server;
let reachedInside = 0;
let outbound: OutboundHttp;
let guard: GuardWithResolver;
const portOf = (server: http.Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  dns = await DnsServer.start();
  guard = new GuardWithResolver(dns.address);
  outbound = new OutboundHttp(guard);
  inside = http.createServer((_request, response) => {
    reachedInside += 1;
    response.end('a secret of the private network');
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.2', resolve));
  // The same port on both addresses: only the name decides which of them is meant.
  outside = http.createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: `http://rebind.test:${portOf(inside)}/` }).end();
    else response.end('public');
  });
  await new Promise<void>((resolve) => outside.listen(portOf(inside), '127.0.0.1', resolve));
});
beforeEach(() => {
  reachedInside = 0;
  dns.asked.length = 0;
});
afterAll(async () => {
  await outbound?.onModuleDestroy();
  for (const server of [inside, outside]) server?.close();
  await dns?.close();
});

const call = async (path = '/', host = 'rebind.test'): Promise<string> =>
  text((await outbound.request({ method: 'GET', url: `http://${host}:${portOf(inside)}${path}` })).body);
const REFUSED = { code: 'OUTBOUND_ADDRESS_REFUSED' };

describe('a name whose owner changes its address', () => {
  it('is asked once per connection, and connected to at the address that was checked', async () => {
    dns.names.set('rebind.test', ['127.0.0.1', '127.0.0.2']);
    expect(await call()).toBe('public');
    expect(dns.asked).toEqual(['rebind.test']);
    await expect(call()).rejects.toMatchObject(REFUSED);
    expect(reachedInside).toBe(0);
  });

  it('is looked at again when a redirect leads to it', async () => {
    dns.names.set('start.test', ['127.0.0.1']);
    dns.names.set('rebind.test', ['127.0.0.2']);
    await expect(call('/moved', 'start.test')).rejects.toMatchObject(REFUSED);
    expect(dns.asked).toEqual(['start.test', 'rebind.test']);
    expect(reachedInside).toBe(0);
  });

  it.each(['169.254.169.254', '10.0.0.1', '100.100.100.200', '0.0.0.0'])('may not lead to %s', async (address) => {
    dns.names.set('rebind.test', [address]);
    await expect(call()).rejects.toMatchObject(REFUSED);
  });

  it('is refused to tunnels of sandboxed jobs alike', async () => {
    dns.names.set('rebind.test', ['127.0.0.2']);
    const tunnel = new OutboundTunnel(guard).connect('rebind.test', portOf(inside), AbortSignal.timeout(5_000));
    await expect(tunnel).rejects.toMatchObject(REFUSED);
    expect(reachedInside).toBe(0);
  });

  it('that does not exist is said not to', async () => {
    await expect(call('/', 'nowhere.test')).rejects.toMatchObject({ code: 'OUTBOUND_NAME_NOT_RESOLVED' });
  });
});
