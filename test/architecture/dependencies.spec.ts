import { describe, expect, it } from 'vitest';
import { page, tableRows } from '../support/markdown.js';

const { packages } = JSON.parse(page('package-lock.json')) as { packages: Record<string, { version: string }> };

/** Every version of a package that is locked, wherever in the tree it lies. */
const lockedVersions = (name: string): string[] =>
  Object.entries(packages)
    .filter(([place]) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version);

const numbers = (version: string): number[] => version.split('.').map(Number);

function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [numbers(version), numbers(least)];
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 || one[at]! > other[at]!;
}

describe('the dependencies that docs/security.md was checked for', () => {
  const rows = tableRows('docs/security.md', ['package', 'locked', 'mended since', 'advisories that were found']);

  it.each(rows)('$package is locked as the page says, with what was mended', (row) => {
    const locked = lockedVersions(row['package']!);
    expect(locked).toContain(row['locked']);
    expect(locked.filter((version) => !isAtLeast(version, row['mended since']!))).toEqual([]);
  });

  it('are those that meet what strangers send', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect([isAtLeast('10.6.0', '9.1.1'), isAtLeast('5.12.8', '5.12.10'), isAtLeast('1.0.0', '1.0.0')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
