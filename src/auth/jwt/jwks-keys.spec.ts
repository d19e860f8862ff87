import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../clock/clock.js';
import { JwksKeys } from './jwks-keys.js';

class HandClock extends Clock {
  nowMs = 1_000_000;
  override monotonicMs(): number {
    return this.nowMs;
  }
}

const jwk = (kid: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'ES256',
  use: 'sig',
});
const old = jwk('old');
const fresh = jwk('fresh');

let served: unknown[] = [];
let status = 200;
let fetches = 0;
const server = http.createServer((_request, response) => {
  fetches += 1;
  response.writeHead(status).end(JSON.stringify({ keys: served }));
});
let clock: HandClock;
let keys: JwksKeys;

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

beforeEach(() => {
  [served, status, fetches, clock] = [[old], 200, 0, new HandClock()];
  keys = new JwksKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, clock);
});

describe('the keys of the issuer', () => {
  it('are fetched once for many', async () => {
    const found = await Promise.all([
      keys.find('old', 'ES256'),
      keys.find('old', 'ES256'),
      keys.find(undefined, 'ES256'),
    ]);
    expect([new Set(found).size, fetches]).toEqual([1, 1]);
  });

  it('are fetched again for a new kid, not before ten seconds have passed', async () => {
    await keys.find('old', 'ES256');
    served = [old, fresh];
    await expect(keys.find('fresh', 'ES256')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    clock.nowMs += 10_000;
    await expect(keys.find('fresh', 'ES256')).resolves.toBeDefined();
    await expect(keys.find(undefined, 'ES256')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(fetches).toBe(2);
  });

  it('end within ten minutes when the issuer withdraws them', async () => {
    await keys.find('old', 'ES256');
    served = [fresh];
    clock.nowMs += 599_000;
    await keys.find('old', 'ES256');
    clock.nowMs += 1_000;
    await expect(keys.find('old', 'ES256')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('stay good while the issuer is away, and unknown ones are its fault', async () => {
    await keys.find('old', 'ES256');
    status = 500;
    clock.nowMs += 3_600_000;
    await expect(keys.find('old', 'ES256')).resolves.toBeDefined();
    await expect(keys.find('fresh', 'ES256')).rejects.toMatchObject({ code: 'JWKS_UNAVAILABLE' });
    expect(fetches).toBe(2);
  });

  it('serve only the algorithm they are for', async () => {
    await expect(keys.find('old', 'RS256')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });
});
