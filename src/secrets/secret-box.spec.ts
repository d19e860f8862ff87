import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/domain-error.js';
import { SecretBox } from './secret-box.js';

const box = new SecretBox({ SECRETS_KEY: 'a key of at least thirty-two characters' });

describe('SecretBox', () => {
  it.each(['token', '', 'ünïcödé 🔑', 'x'.repeat(100_000)])('opens what it sealed (%#)', (text) => {
    expect(box.open(box.seal(text))).toBe(text);
  });

  it('seals the same text differently each time and shows none of it', () => {
    const [first, second] = [box.seal('hunter2'), box.seal('hunter2')];
    expect(first).toMatch(/^enc:v1:[\w-]{8}:[\w-]{16}:[\w-]+$/);
    expect(first).not.toBe(second);
    expect(first).not.toContain('hunter2');
  });

  it('opens what another node with the same key sealed', () => {
    const node = new SecretBox({ SECRETS_KEY: 'a key of at least thirty-two characters' });
    expect(node.open(box.seal('token'))).toBe('token');
  });

  it('tells sealed texts from others', () => {
    expect(box.isSealed(box.seal(''))).toBe(true);
    for (const other of ['enc:v1:', 'enc:v1:abc', '•••', '', null, 7, {}]) expect(box.isSealed(other)).toBe(false);
  });

  it('refuses a text sealed with another key and names both keys', () => {
    const other = new SecretBox({ SECRETS_KEY: 'another key of at least thirty-two characters' });
    expect(() => other.open(box.seal('token'))).toThrow(/sealed with key [\w-]{8}, this node has key [\w-]{8}/);
  });

  it('refuses a text that was tampered with', () => {
    const sealed = box.seal('token');
    const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2);
    expect(() => box.open(flipped)).toThrow(/changed after it was sealed/);
    expect(() => box.open('token')).toThrow(/not in the sealed format/);
  });

  it('opens what the previous key sealed, and seals with the present one', () => {
    const [oldKey, newKey] = [
      'the old key of at least thirty-two characters',
      'the new key of at least thirty-two characters',
    ];
    const before = new SecretBox({ SECRETS_KEY: oldKey });
    const both = new SecretBox({ SECRETS_KEY: newKey, SECRETS_KEY_PREVIOUS: oldKey });
    const after = new SecretBox({ SECRETS_KEY: newKey });
    const old = before.seal('token');
    expect(both.open(old)).toBe('token');
    expect([both.isSealedWithPrevious(old), both.isSealedWithPrevious(both.seal('token'))]).toEqual([true, false]);
    expect(after.open(both.seal('new'))).toBe('new');
    expect(after.open(both.reseal(old))).toBe('token');
    expect(() => after.open(old)).toThrow(/sealed with key/);
  });

  it('seals the same old text anew in the same way, and equal secrets in different ones', () => {
    const env = {
      SECRETS_KEY: 'the new key of at least thirty-two characters',
      SECRETS_KEY_PREVIOUS: 'a key of at least thirty-two characters',
    };
    const [first, second] = [box.seal('token'), box.seal('token')];
    expect(new SecretBox(env).reseal(first)).toBe(new SecretBox(env).reseal(first));
    expect(new SecretBox(env).reseal(first)).not.toBe(new SecretBox(env).reseal(second));
  });

  it('says what to do when there is no key', () => {
    const keyless = new SecretBox({ SECRETS_KEY: undefined });
    expect(() => keyless.seal('token')).toThrow(DomainError);
    expect(() => keyless.seal('token')).toThrow(/set SECRETS_KEY/);
  });
});
