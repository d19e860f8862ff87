import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, findCycle, sourceFiles } from './source-files.js';
import type { SourceFile } from './source-files.js';

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));
const modules = [...new Set(files.map((file) => file.module))].filter((name) => name !== '').sort();

/** What a module needs at run time. Entities are leaves: the list of them in database/ is no dependency. */
function dependencies(module: string): Set<string> {
  const imported = files
    .filter((file) => file.module === module)
    .flatMap((file) => file.imports)
    .filter(({ path: target, typeOnly }) => !typeOnly && !(module === 'database' && target.endsWith('.entity.ts')))
    .map((target) => byPath.get(target.path)?.module ?? '');
  return new Set(imported.filter((name) => name !== module && name !== ''));
}

const offenders = (isOffender: (file: SourceFile) => boolean): string[] =>
  files.filter(isOffender).map((file) => file.path);

describe('the module graph', () => {
  it('is read from every file: each relative import leads to a file', () => {
    const missing = files.flatMap((file) =>
      file.imports
        .filter((target) => !byPath.has(target.path) && !fs.existsSync(path.join(ROOT, target.path)))
        .map((target) => `${file.path} -> ${target.path}`),
    );
    expect(missing).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  it('has no cycle between modules', () => {
    expect(findCycle(new Map(modules.map((name) => [name, dependencies(name)])))).toBeUndefined();
  });

  it('has no cycle between files', () => {
    const graph = new Map(
      files.map((file) => [file.path, file.imports.filter(({ typeOnly }) => !typeOnly).map((target) => target.path)]),
    );
    expect(findCycle(graph)).toBeUndefined();
  });

  /** What each module may need; leaves need nothing. docs/architecture.md draws the same picture. */
  const ALLOWED: Record<string, string[]> = {
    clock: [],
    errors: [],
    config: ['errors'],
    hal: ['errors'],
    logging: ['config', 'errors', 'secrets'],
    metrics: [],
    naming: [],
    tracing: ['config'],
    secrets: ['config', 'errors'],
    database: ['config', 'errors', 'clock'],
    schedules: ['errors'],
  };
  const LEAVES = ['clock', 'config', 'database', 'errors', 'hal', 'logging', 'metrics', 'naming', 'secrets', 'tracing'];

  it.each(Object.keys(ALLOWED))('keeps %s a leaf', (name) => {
    expect([...dependencies(name)].filter((needed) => !ALLOWED[name]!.includes(needed))).toEqual([]);
  });

  const FORBIDDEN: [module: string, needs: string[]][] = [
    ['auth', ['sharing', 'drivers', 'datasets', 'jobs', 'ledger', 'scheduler', 'operations']],
    ['sharing', ['drivers', 'datasets', 'jobs', 'ledger', 'scheduler', 'operations']],
    ['ledger', ['drivers', 'datasets', 'jobs', 'scheduler', 'operations']],
    ['mail', ['auth', 'drivers', 'datasets', 'jobs', 'scheduler']],
    ['outbound', ['auth', 'drivers', 'datasets', 'jobs', 'scheduler']],
    ['datasets', ['drivers', 'jobs', 'scheduler', 'operations']],
    ['drivers', ['jobs', 'scheduler', 'operations']],
    ['audit', ['auth', 'sharing', 'drivers', 'datasets', 'jobs', 'scheduler']],
    ['idempotency', ['sharing', 'drivers', 'datasets', 'jobs', 'scheduler']],
    ['audit-trail', ['scheduler', 'operations']],
    ['testing', ['boot', 'auth', 'sharing', 'datasets', 'jobs', 'ledger', 'operations']],
    ['secret-rotation', ['auth', 'sharing', 'drivers', 'datasets', 'jobs', 'ledger', 'scheduler', 'operations']],
    ['zone-rules', ['sharing', 'drivers', 'datasets', 'drafts', 'scheduler', 'operations']],
    ['forecast', ['auth', 'sharing', 'drivers', 'datasets', 'jobs', 'ledger', 'scheduler', 'operations']],
    ['jobs', ['scheduler', 'actions', 'drafts', 'favorites', 'projects', 'tags', 'versions', 'operations']],
    ['actions', ['drafts', 'favorites', 'projects', 'scheduler', 'versions']],
    ['jsonapi', ['drafts', 'favorites', 'scheduler', 'operations', 'jobs']],
    ['pauses', ['drafts', 'favorites', 'projects', 'scheduler', 'operations']],
    ['drafts', ['favorites', 'projects', 'scheduler']],
    ['favorites', ['drafts', 'projects', 'scheduler']],
    ['tags', ['drafts', 'favorites', 'projects', 'scheduler']],
    ['versions', ['drafts', 'favorites', 'projects', 'scheduler']],
    ['projects', ['drafts', 'favorites', 'scheduler']],
  ];

  it.each(FORBIDDEN)('lets %s need none of %j', (name, forbidden) => {
    expect([...dependencies(name)].filter((needed) => forbidden.includes(needed))).toEqual([]);
  });

  it('names every module in one of these rules', () => {
    const named = new Set([...LEAVES, 'schedules', ...FORBIDDEN.map(([name]) => name)]);
    expect(modules.filter((name) => !named.has(name))).toEqual(['boot', 'operations', 'scheduler']);
  });

  it('keeps schedules pure: neither Nest nor database nor Node', () => {
    const impure = files
      .filter((file) => file.module === 'schedules')
      .flatMap((file) => file.packages.map((name) => `${file.path}: ${name}`));
    expect(impure).toEqual([]);
    expect([...dependencies('schedules')]).toEqual(['errors']);
  });
});

describe('the sources', () => {
  it('use no forwardRef', () => {
    expect(offenders((file) => /\bforwardRef\b/.test(file.text))).toEqual([]);
  });

  it('have no barrels', () => {
    expect(offenders((file) => /(?:^|\/)index\.ts$/.test(file.path) || /^export \* from/m.test(file.text))).toEqual([]);
  });

  it('re-export only what other packages may import, in files that nothing else imports', () => {
    const isPublic = ({ path: name }: { path: string }): boolean => /^src\/punctual(?:-testing)?\.ts$/.test(name);
    expect(offenders((file) => !isPublic(file) && /^export (?:type )?\{[^}]*\} from/m.test(file.text))).toEqual([]);
    expect(offenders((file) => file.imports.some(isPublic))).toEqual([]);
    const needsTesting = (file: SourceFile): boolean =>
      file.module !== 'testing' && file.imports.some((target) => target.path.startsWith('src/testing/'));
    expect(offenders(needsTesting)).toEqual(['src/punctual-testing.ts']);
  });

  it('have no folder for things without a home', () => {
    expect(offenders((file) => /\/(?:utils?|common|helpers?|shared|managers?|misc)\//.test(file.path))).toEqual([]);
  });

  it('have at most 300 lines each, and a median of at most 80', () => {
    const lines = files.map((file) => file.text.trimEnd().split('\n').length).sort((a, b) => a - b);
    expect(offenders((file) => file.text.trimEnd().split('\n').length > 300)).toEqual([]);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('make a module global only for config, database and clock', () => {
    const global = files.filter((file) => /^@Global\(\)/m.test(file.text)).map((file) => file.module);
    expect(global.filter((name) => !['config', 'database', 'clock'].includes(name))).toEqual([]);
  });

  it('read process.env only in config/env.ts', () => {
    expect(offenders((file) => /\bprocess\s*\.\s*env\b/.test(file.text))).toEqual(['src/config/env.ts']);
  });

  it('give no constructor more than six parameters', () => {
    const wide = files.flatMap((file) =>
      Array.from(file.text.matchAll(/^ {2}constructor\(\n((?: {4}.*\n)+?) {2}\)/gm))
        .filter(([, parameters]) => parameters!.trim().split('\n').length > 6)
        .map(() => file.path),
    );
    expect(wide).toEqual([]);
  });
});
