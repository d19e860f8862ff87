import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { AddressGuard, isPublic } from './address-guard.js';
import { OutboundHttp } from './outbound-http.js';

/** Takes 127.0.0.1 for public, so that a loopback server can play the internet; all else is judged as in production. */
class LoopbackIsPublic extends AddressGuard {
  names: Record<string, string[]> = {};
  readonly asked: string[] = [];
  override permits(address: string): boolean {
    return address === '127.0.0.1' || super.permits(address);
  }
  protected override addressesOf(hostname: string) {
    this.asked.push(hostname);
    const answers = this.names[hostname];
    if (!answers) return super.addressesOf(hostname);
    const address = answers.length > 1 ? answers.shift()! : answers[0]!;
    return Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]);
  }
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  open.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

function outbound(guard: AddressGuard = new LoopbackIsPublic({ ALLOW_PRIVATE_NETWORK: false })): OutboundHttp {
  const http = new OutboundHttp(guard);
  open.push(() => http.onModuleDestroy());
  return http;
}

const strict = () => outbound(new AddressGuard({ ALLOW_PRIVATE_NETWORK: false }));

describe('addresses', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  );
  it.each(
    (
      '127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 ' +
      ':: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 ::127.0.0.1 nonsense'
    ).split(' '),
  )('%s is not public', (address) => expect(isPublic(address)).toBe(false));

  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:169.254.169.254]/',
    'http://0/',
    'http://localhost/',
  ])('refuses %s', async (url) =>
    expect(strict().request({ method: 'GET', url })).rejects.toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' }),
  );

  it('refuses a name that resolves to a private address, without telling which', async () => {
    const guard = new LoopbackIsPublic({ ALLOW_PRIVATE_NETWORK: false });
    guard.names['intranet.example'] = ['10.9.8.7'];
    const failure = await outbound(guard)
      .request({ method: 'GET', url: 'http://intranet.example/' })
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'OUTBOUND_ADDRESS_REFUSED' });
    expect((failure as Error).message).not.toContain('10.9.8.7');
  });

  it('connects to the address it has checked: a name that rebinds is checked at each connection', async () => {
    const url = await serve((_, response) => response.writeHead(200, { connection: 'close' }).end('ok'));
    const guard = new LoopbackIsPublic({ ALLOW_PRIVATE_NETWORK: false });
    guard.names['rebind.example'] = ['127.0.0.1', '127.0.0.2'];
    const http = outbound(guard);
    const target = url.replace('127.0.0.1', 'rebind.example');
    expect(await text((await http.request({ method: 'GET', url: target })).body)).toBe('ok');
    await expect(http.request({ method: 'GET', url: target })).rejects.toMatchObject({
      code: 'OUTBOUND_ADDRESS_REFUSED',
    });
    expect(guard.asked).toEqual(['rebind.example', 'rebind.example']);
  });

  it('reaches private addresses where the installation allows it', async () => {
    const url = await serve((_, response) => response.end('inside'));
    const http = outbound(new AddressGuard({ ALLOW_PRIVATE_NETWORK: true }));
    expect(await text((await http.request({ method: 'GET', url })).body)).toBe('inside');
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'gopher://example.com', 'nonsense'])('refuses %s', async (url) =>
    expect(outbound().request({ method: 'GET', url })).rejects.toMatchObject({ code: 'OUTBOUND_URL_REFUSED' }),
  );
});

describe('redirects', () => {
  it.each([
    'http://127.0.0.2/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost.localdomain:1/',
    'file:///etc/passwd',
  ])('does not follow one to %s', async (location) => {
    const guard = new LoopbackIsPublic({ ALLOW_PRIVATE_NETWORK: false });
    guard.names['localhost.localdomain'] = ['127.0.0.9'];
    const url = await serve((_, response) => response.writeHead(302, { location }).end());
    await expect(outbound(guard).request({ method: 'GET', url })).rejects.toMatchObject({
      code: expect.stringMatching(/^OUTBOUND_(ADDRESS|URL)_REFUSED$/) as string,
    });
  });

  it('keeps headers on the same origin and drops all but harmless ones on another', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const other = await serve((request, response) => (seen.push(request.headers), response.end('done')));
    const first = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(307, { location: request.url === '/a' ? '/b' : `${other}/c` }).end();
    });
    const headers = { Authorization: 'Bearer t', 'X-Api-Key': 'k', Cookie: 'c=1', Accept: 'text/csv' };
    const answer = await outbound().request({ method: 'POST', url: `${first}/a`, headers, body: 'payload' });
    expect(await text(answer.body)).toBe('done');
    expect(seen.slice(0, 2).map((sent) => sent['x-api-key'])).toEqual(['k', 'k']);
    expect(seen[2]).toMatchObject({ accept: 'text/csv' });
    for (const name of ['authorization', 'x-api-key', 'cookie']) expect(seen[2]).not.toHaveProperty(name);
  });

  it('makes a GET of a POST that was answered with 303, and stops after five', async () => {
    const methods: string[] = [];
    const url = await serve((request, response) => {
      methods.push(request.method!);
      response.writeHead(303, { location: '/again' }).end();
    });
    await expect(outbound().request({ method: 'POST', url, body: 'x' })).rejects.toMatchObject({
      code: 'OUTBOUND_TOO_MANY_REDIRECTS',
    });
    expect(methods).toEqual(['POST', 'GET', 'GET', 'GET', 'GET', 'GET']);
  });

  it('hands a redirect over when told not to follow', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end());
    const answer = await outbound().request({ method: 'GET', url, followRedirects: false });
    expect([answer.status, answer.headers['location']]).toEqual([302, 'http://10.0.0.1/']);
    answer.body.destroy();
  });
});

describe('time and size', () => {
  it('gives up when the answer does not come', async () => {
    const url = await serve(() => undefined);
    await expect(outbound().request({ method: 'GET', url, timeoutMs: 50 })).rejects.toMatchObject({
      code: 'OUTBOUND_TIMEOUT',
    });
  });

  it('gives up when the body stops in the middle', async () => {
    const url = await serve((_, response) => void response.write('half'));
    const answer = await outbound().request({ method: 'GET', url, timeoutMs: 200 });
    await expect(text(answer.body)).rejects.toMatchObject({ code: 'OUTBOUND_TIMEOUT' });
  });

  it('ends with the caller’s signal, before and during the body', async () => {
    const url = await serve((request, response) => void (request.url === '/body' && response.write('half')));
    const early = new AbortController();
    const waiting = outbound().request({ method: 'GET', url, signal: early.signal });
    early.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'OUTBOUND_ABORTED' });
    const late = new AbortController();
    const answer = await outbound().request({ method: 'GET', url: `${url}/body`, signal: late.signal });
    const reading = text(answer.body);
    late.abort();
    await expect(reading).rejects.toMatchObject({ code: 'OUTBOUND_ABORTED' });
  });

  it('survives an abort of a body that nobody reads', async () => {
    const url = await serve((_, response) => void response.write('half'));
    const controller = new AbortController();
    const answer = await outbound().request({ method: 'GET', url, signal: controller.signal });
    controller.abort();
    await expect(text(answer.body)).rejects.toMatchObject({ code: 'OUTBOUND_ABORTED' });
  });

  it('stops at the limit, counted after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const answer = await outbound().request({ method: 'GET', url, maxBodyBytes: 1_000_000 });
    await expect(text(answer.body)).rejects.toMatchObject({ code: 'OUTBOUND_BODY_TOO_LARGE' });
  });

  it('decompresses, and names a damaged body', async () => {
    const url = await serve((request, response) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(request.url === '/good' ? gzipSync('héllo') : 'not gzip');
    });
    expect(await text((await outbound().request({ method: 'GET', url: `${url}/good` })).body)).toBe('héllo');
    const damaged = await outbound().request({ method: 'GET', url });
    await expect(text(damaged.body)).rejects.toMatchObject({ code: 'OUTBOUND_CONNECTION_FAILED' });
  });
});

describe('failures', () => {
  it('names host and reason, never credentials or header values', async () => {
    const url = await serve((request) => request.socket.destroy());
    const withCredentials = url.replace('http://', 'http://user:hunter2@');
    const failure = await outbound()
      .request({ method: 'GET', url: withCredentials, headers: { 'x-key': 'sesame' } })
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'OUTBOUND_CONNECTION_FAILED' });
    expect((failure as Error).message).toContain(new URL(url).host);
    expect((failure as Error).message).not.toMatch(/hunter2|sesame/);
  });

  it('reports a refused connection, an unknown name and an illegal header', async () => {
    const http = outbound();
    await expect(http.request({ method: 'GET', url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
      code: 'OUTBOUND_CONNECTION_FAILED',
    });
    await expect(http.request({ method: 'GET', url: 'http://nowhere.invalid/' })).rejects.toMatchObject({
      code: 'OUTBOUND_NAME_NOT_RESOLVED',
    });
    const illegal = await http
      .request({ method: 'GET', url: 'http://127.0.0.1:1/', headers: { 'x-a': 'sesame\r\nevil: 1' } })
      .catch((error: Error) => error);
    expect(illegal).toMatchObject({ code: 'OUTBOUND_REQUEST_REFUSED' });
    expect((illegal as Error).message).not.toContain('sesame');
  });

  it('sends credentials of the URL as Basic authorization', async () => {
    const url = await serve((request, response) => response.end(request.headers.authorization));
    const answer = await outbound().request({ method: 'GET', url: url.replace('http://', 'http://us%40er:p%3Aw@') });
    expect(await text(answer.body)).toBe(`Basic ${Buffer.from('us@er:p:w').toString('base64')}`);
  });
});
