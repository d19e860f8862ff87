import { describe, expect, it } from 'vitest';
import { requestHash } from './request-hash.js';

const hash = (body: unknown, url = '/api/jobs', method = 'POST'): string =>
  requestHash(method, url, body).toString('hex');

describe('the hash of a request', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(hash({ a: 1, b: { c: [{ d: 1, e: 2 }], 2: 'x', 10: 'y' } })).toBe(
      hash({ b: { 10: 'y', 2: 'x', c: [{ e: 2, d: 1 }] }, a: 1 }),
    );
  });

  it('depends on values, on the order of lists, and on types', () => {
    expect(
      new Set([{ a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, { a: null }, { a: {} }, {}].map((b) => hash(b)))
        .size,
    ).toBe(7);
  });

  it('tells an object from the pairs it is written as', () => {
    expect(hash({ x: { a: 1 } })).not.toBe(hash({ x: { pairs: [['a', 1]] } }));
  });

  it('takes no body for an empty one', () => {
    expect(hash(undefined)).toBe(hash({}));
  });

  it('depends on method and path, however the path is written', () => {
    expect(hash({}, '/api/jobs/alice:report')).toBe(hash({}, '/api/jobs/alice%3Areport'));
    expect(hash({}, '/api/jobs/alice:report')).not.toBe(hash({}, '/api/jobs/alice:other'));
    expect(hash({}, '/api/jobs', 'PUT')).not.toBe(hash({}));
    expect(() => hash({}, '/api/jobs/%')).not.toThrow();
  });
});
