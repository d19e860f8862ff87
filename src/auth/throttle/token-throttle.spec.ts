import { describe, expect, it } from 'vitest';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { TokenThrottle } from './token-throttle.js';

const good = { ip: '203.0.113.1', headers: { authorization: 'Bearer good' } };
const refuse = async (): Promise<never> => {
  throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'no');
};

async function throttleInUse(): Promise<TokenThrottle> {
  const throttle = new TokenThrottle({ TOKEN_FAILURES_PER_MINUTE: 2 }, new Clock());
  await throttle.watch(good, async () => 'alice');
  return throttle;
}

async function useUpFailures(throttle: TokenThrottle): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1)
    await throttle
      .watch({ ...good, headers: { authorization: `Bearer bad-${attempt}` } }, refuse)
      .catch(() => undefined);
}

describe('a token that is known to be good', () => {
  it('still is after the database was away', async () => {
    const throttle = await throttleInUse();
    const gone = throttle.watch(good, () => Promise.reject(new Error('Connection terminated')));
    await expect(gone).rejects.toThrow('Connection terminated');
    await useUpFailures(throttle);
    await expect(throttle.watch(good, async () => 'alice')).resolves.toBe('alice');
  });

  it('is again when it was found good without asking', async () => {
    const throttle = await throttleInUse();
    await expect(throttle.watch(good, refuse)).rejects.toThrow('no');
    throttle.noteGood(good);
    await useUpFailures(throttle);
    await expect(throttle.watch(good, async () => 'alice')).resolves.toBe('alice');
  });

  it('is not for long when it is refused', async () => {
    const throttle = await throttleInUse();
    await expect(throttle.watch(good, refuse)).rejects.toThrow('no');
    await useUpFailures(throttle);
    await expect(throttle.watch(good, async () => 'alice')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});
