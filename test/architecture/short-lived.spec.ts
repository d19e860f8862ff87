import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** Once per process, or per service: what lives as long as the program may be old at once. */
const LIVE_LONG = new Set([
  'src/boot/boot.ts',
  'src/jsonapi/negotiation/representation-constraint.ts',
  'src/outbound/address-guard.ts',
]);

const FUNCTION = String.raw`(?:async )?(?:function\b|\([^()]*\)(?:: [^=]+)? =>|\w+ =>)`;
const INTO_A_PROPERTY = new RegExp(String.raw`^\s+[\w.[\]]*\.\w+ (?:\?\?|&&|\|\|)?= ${FUNCTION}`, 'm');
const INTO_A_FIELD = new RegExp(
  String.raw`^\s+(?:(?:private|public|protected|readonly|static) )+\w+(?:: [^=]+)? = ${FUNCTION}`,
  'm',
);

describe('functions that requests and runs make (decision 0031)', () => {
  it('are not written straight into a property, which would keep alive all that they can reach', () => {
    const found = sourceFiles()
      .filter(({ text }) => INTO_A_PROPERTY.test(text) || INTO_A_FIELD.test(text))
      .map(({ path }) => path);
    expect(new Set(found)).toEqual(LIVE_LONG);
  });

  it.each([
    ['    request.lookUp = () => this.find();', INTO_A_PROPERTY],
    ['  readonly log = (message: string): void => {', INTO_A_FIELD],
    ['  private readonly find: Find = async () => null;', INTO_A_FIELD],
  ])('would be found: %s', (line, pattern) => expect(pattern.test(line)).toBe(true));
});
