import { describe, expect, it } from 'vitest';
import { Clock } from '../../clock/clock.js';
import { LoginThrottle } from './login-throttle.js';

class HandClock extends Clock {
  nowMs = 1_000_000;
  override monotonicMs(): number {
    return this.nowMs;
  }
}

function throttleAt(clock: Clock): { throttle: LoginThrottle; fail: (account: string, address?: string) => boolean } {
  const throttle = new LoginThrottle(clock);
  const fail = (account: string, address = '10.0.0.1'): boolean => {
    try {
      throttle.begin(account, address);
      return true;
    } catch {
      return false;
    }
  };
  return { throttle, fail };
}

describe('the login throttle', () => {
  it('lets ten failures through, then none until the window ends', () => {
    const clock = new HandClock();
    const { throttle, fail } = throttleAt(clock);
    expect(Array.from({ length: 12 }, () => fail('alice')).filter(Boolean)).toHaveLength(10);
    clock.nowMs += 299_000;
    expect(() => throttle.begin('alice', '10.0.0.1')).toThrow(
      expect.objectContaining({ details: { retryAfterSeconds: 1 } }),
    );
    clock.nowMs += 1_000;
    expect(fail('alice')).toBe(true);
  });

  it('counts accounts and addresses apart, and forgets failures after a success', () => {
    const { throttle, fail } = throttleAt(new HandClock());
    for (let attempt = 0; attempt < 10; attempt += 1) fail('alice');
    expect([fail('alice'), fail('alice', '10.0.0.2'), fail('bob')]).toEqual([false, true, true]);
    for (let attempt = 0; attempt < 9; attempt += 1) fail('carol');
    throttle.succeeded('carol', '10.0.0.1');
    expect(Array.from({ length: 12 }, () => fail('carol')).filter(Boolean)).toHaveLength(10);
  });

  it('counts the failures of an address, whatever the account', () => {
    const { fail } = throttleAt(new HandClock());
    const attempts = Array.from({ length: 120 }, (_, index) => fail(`user-${index}`));
    expect(attempts.filter(Boolean)).toHaveLength(100);
    expect(fail('somebody-else', '10.0.0.2')).toBe(true);
  });

  it('counts the failures of an account from everywhere, but lets familiar addresses in', () => {
    const { throttle, fail } = throttleAt(new HandClock());
    throttle.begin('alice', '192.0.2.1');
    throttle.succeeded('alice', '192.0.2.1');
    const attempts = Array.from({ length: 120 }, (_, index) => fail('alice', `10.0.1.${index}`));
    expect(attempts.filter(Boolean)).toHaveLength(100);
    expect([fail('alice', '192.0.2.2'), fail('alice', '192.0.2.1')]).toEqual([false, true]);
  });

  it('takes all addresses of an IPv6 network for one', () => {
    const { fail } = throttleAt(new HandClock());
    const attempts = Array.from({ length: 12 }, (_, index) => fail('alice', `2001:db8:1:2::${index + 1}`));
    expect(attempts.filter(Boolean)).toHaveLength(10);
    expect([fail('alice', '2001:db8:1:3::1'), fail('alice', '::ffff:10.0.0.1')]).toEqual([true, true]);
  });

  it('keeps a bounded number of accounts', () => {
    const { throttle, fail } = throttleAt(new HandClock());
    for (let index = 0; index < 10_100; index += 1) fail(`user-${index}`, `10.1.${index >> 8}.${index & 255}`);
    const { pairs, accounts } = throttle as unknown as Record<string, { size: number }>;
    expect([pairs!.size, accounts!.size]).toEqual([10_000, 10_000]);
  });
});
