import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { requestId } from './request-ids.js';

describe('requestId', () => {
  it('makes a new UUID v7 each time, over many draws of randomness', () => {
    const ids = Array.from({ length: 2_000 }, requestId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  });
});
