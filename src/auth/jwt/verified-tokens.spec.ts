import { describe, expect, it } from 'vitest';
import type { IdentityClaims } from './claims.js';
import { VerifiedTokens } from './verified-tokens.js';

const claimsOf = (userId: string) => ({ userId }) as IdentityClaims;

describe('verified tokens', () => {
  it('are known until they expire, to the millisecond of their "exp"', () => {
    let nowMs = 1_000_000;
    const tokens = new VerifiedTokens(() => nowMs);
    tokens.add('a', claimsOf('ana'), 1_060);
    tokens.add('b', claimsOf('bo'), undefined);
    nowMs = 1_059_999;
    expect(tokens.get('a')?.userId).toBe('ana');
    nowMs = 1_060_000;
    expect([tokens.get('a'), tokens.get('b')?.userId]).toEqual([undefined, 'bo']);
  });

  it('are told apart by their whole text', () => {
    const tokens = new VerifiedTokens(() => 0);
    tokens.add('header.payload.signature', claimsOf('ana'), undefined);
    expect(tokens.get('header.payload.signaturf')).toBeUndefined();
  });

  it('are the thousand newest, and no huge ones', () => {
    const tokens = new VerifiedTokens(() => 0);
    for (let count = 0; count <= 1_000; count += 1) tokens.add(`token ${count}`, claimsOf('ana'), undefined);
    tokens.add('x'.repeat(5_000), claimsOf('ana'), undefined);
    expect([tokens.get('token 0'), tokens.get('token 1') !== undefined, tokens.get('x'.repeat(5_000))]).toEqual([
      undefined,
      true,
      undefined,
    ]);
  });
});
