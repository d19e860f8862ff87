import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableLine, storableText } from './run-text.js';

describe('text that a driver hands over', () => {
  it('is kept as it is when it fits and can be stored', () => {
    expect(storableText('Grüße 😀', 20)).toBe('Grüße 😀');
    expect(storableLine('Grüße 😀', 20)).toBe('Grüße 😀');
  });

  it('loses NUL and halves of characters', () => {
    expect(storableText('a\0b\ud83dc\ude00', 20)).toBe('a\ufffdb\ufffdc\ufffd');
  });

  it('is cut without leaving half a character behind', () => {
    expect(storableText('ab😀', 3)).toBe('ab\ufffd…');
    expect(storableLine('€'.repeat(10), 10)).toBe('€€€…');
  });

  it('may be anything else', () => {
    expect([undefined, null, 7, { a: 1 }].map((value) => storableText(value, 20))).toEqual([
      'undefined',
      'null',
      '7',
      '[object Object]',
    ]);
  });

  it('never takes more bytes than a line may, nor anything that can’t be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, maxBytes) => {
        const line = storableLine(text, maxBytes);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(maxBytes + 3);
        expect(line).not.toMatch(/[\0\p{Surrogate}]/u);
      }),
    );
  });
});
