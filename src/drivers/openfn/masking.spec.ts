import { describe, expect, it } from 'vitest';
import { masker, maskedJson } from './masking.js';

const configuration = {
  baseUrl: 'https://dhis2.example.org',
  username: 'integration',
  password: 'p"ss word',
  pin: '1234',
  oauth: { access_token: 'abcdef-123456' },
};

describe('secrets of a configuration', () => {
  const mask = masker(configuration);

  it.each([
    ['password is p"ss word!', 'password is •••!'],
    [JSON.stringify({ a: 'p"ss word' }), '{"a":"•••"}'],
    [`/login?p=${encodeURIComponent('p"ss word')}`, '/login?p=•••'],
    [`Basic ${Buffer.from('integration:p"ss word').toString('base64')}`, 'Basic •••'],
    ['Bearer abcdef-123456 and abcdef-123456', 'Bearer ••• and •••'],
  ])('are masked in %s', (text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  it('are not what everybody may know, nor texts so short that they occur anywhere', () => {
    const text = 'GET https://dhis2.example.org as integration, 1234 rows';
    expect(mask(text)).toBe(text);
  });

  it('are masked in keys and values of JSON, and nothing else changes', () => {
    const value = { 'abcdef-123456': [1, null, { a: 'x abcdef-123456' }], b: true };
    expect(maskedJson(value, mask)).toEqual({ '•••': [1, null, { a: 'x •••' }], b: true });
    expect(masker(undefined)('anything')).toBe('anything');
  });
});
