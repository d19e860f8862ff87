import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADAPTOR, compareVersions } from './adaptor-name.js';
import { Adaptors } from './adaptors.js';

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-adaptors-'));
  install('@openfn/language-fake', '1.9.0');
  install('@openfn/language-fake_1.10.0', '1.10.0', '@openfn/language-fake');
  install('@openfn/language-fake_2', '2.0.0-rc.1', '@openfn/language-fake');
  install('plain-adaptor', '0.1.0');
  fs.mkdirSync(path.join(directory, 'node_modules/broken'));
  fs.writeFileSync(path.join(directory, 'node_modules/broken/package.json'), '{');
});
afterAll(() => fs.rmSync(directory, { recursive: true }));

function install(folder: string, version: string, name = folder): void {
  const full = path.join(directory, 'node_modules', folder);
  fs.mkdirSync(full, { recursive: true });
  fs.writeFileSync(path.join(full, 'package.json'), JSON.stringify({ name, version }));
}

const adaptors = (allowed: string[] = []): Adaptors =>
  new Adaptors({ OPENFN_ADAPTORS: allowed, OPENFN_ADAPTORS_DIR: directory });

describe('the adaptors', () => {
  it('that come with Punctual need no leave', () => {
    expect(adaptors().available()).toEqual(['@openfn/language-common@3.3.4', '@openfn/language-http@7.2.10']);
    expect(adaptors().resolve('@openfn/language-http').path).toMatch(/node_modules\/@openfn\/language-http$/);
  });

  it('of the directory are those that are allowed, by name or by name and version', () => {
    const fakes = (allowed: string[]) =>
      adaptors(allowed)
        .available()
        .filter((one) => !one.includes('language-common') && !one.includes('-http'));
    expect(fakes(['@openfn/language-fake'])).toEqual([
      '@openfn/language-fake@1.9.0',
      '@openfn/language-fake@1.10.0',
      '@openfn/language-fake@2.0.0-rc.1',
    ]);
    expect(fakes(['@openfn/language-fake@1.9.0', 'plain-adaptor'])).toEqual([
      '@openfn/language-fake@1.9.0',
      'plain-adaptor@0.1.0',
    ]);
  });

  it('are found by version, or are the latest', () => {
    const some = adaptors(['@openfn/language-fake@1.9.0', '@openfn/language-fake@1.10.0']);
    expect(some.resolve('@openfn/language-fake@1.9.0').version).toBe('1.9.0');
    for (const name of ['@openfn/language-fake', '@openfn/language-fake@latest'])
      expect(some.resolve(name).version).toBe('1.10.0');
  });

  it.each([
    '@openfn/language-fake@3.0.0',
    '@openfn/language-nope@latest',
    'plain-adaptor',
    '../../etc',
    '@openfn/language-common@^3.0.0',
  ])('are not %s, and what there is is listed', (name) => {
    expect(() => adaptors(['@openfn/language-fake@1.9.0']).resolve(name)).toThrow(
      `The adaptor ${name} is not installed or not allowed here. Available: @openfn/language-common@3.3.4, @openfn/language-fake@1.9.0, @openfn/language-http@7.2.10.`,
    );
  });

  it('are all that a body can import', () => {
    const some = adaptors();
    const common = some.resolve('@openfn/language-common');
    const position = { line: 2, column: 8 };
    const modules = some.modulesFor(common, [
      { specifier: '@openfn/language-http', position },
      { specifier: '@openfn/runtime', position },
    ]);
    expect(Object.keys(modules)).toEqual(['@openfn/language-common', '@openfn/language-http']);
    for (const specifier of ['fs', '/etc/passwd', 'lodash'])
      expect(() => some.modulesFor(common, [{ specifier, position }])).toThrow(
        `data.body imports "${specifier}" (line 2, column 8), which jobs can't import.`,
      );
  });
});

describe('names of adaptors', () => {
  it.each([
    '@openfn/language-common',
    '@openfn/language-http@7.2.10',
    '@openfn/language-http@latest',
    'adaptor@1.0.0-rc.1+b',
  ])('can be %s', (name) => {
    expect(name).toMatch(ADAPTOR);
  });

  it.each(['', 'common latest', '@openfn/', '/abs', './rel', 'a/../b', '@openfn/language-common@', 'UPPER'])(
    'can not be %j',
    (name) => {
      expect(name).not.toMatch(ADAPTOR);
    },
  );

  it('have versions in the order of semver', () => {
    const versions = ['2.0.0-rc.2', '1.10.0', '2.0.0', '1.9.9', '2.0.0-rc.10', '10.0.0'];
    expect(versions.sort(compareVersions)).toEqual(['1.9.9', '1.10.0', '2.0.0-rc.2', '2.0.0-rc.10', '2.0.0', '10.0.0']);
  });
});
