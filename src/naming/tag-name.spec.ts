import { describe, expect, it } from 'vitest';
import { tagKey, tidyTagName } from './tag-name.js';

describe('the name of a tag', () => {
  it('is stored as it was written, but for superfluous spaces', () => {
    expect(tidyTagName('  Month \t end ')).toBe('Month end');
  });

  it('is compared without regard to case, spaces and how accents are written', () => {
    expect(tagKey(' MONTH  end')).toBe(tagKey('Month End'));
    expect(tagKey('E\u0301te')).toBe(tagKey('éTE'));
    expect(tagKey('month-end')).not.toBe(tagKey('month end'));
  });
});
