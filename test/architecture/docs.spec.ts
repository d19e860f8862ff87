import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { describe, expect, it } from 'vitest';
import { PERMISSION_METADATA } from '../../src/auth/permission.js';
import { envVariables } from '../../src/config/env.js';
import type { Variable } from '../../src/config/variables.js';
import { RUN_STATUSES } from '../../src/ledger/run-vocabulary.js';
import { compileSchedule } from '../../src/schedules/schedule.js';
import type { IntervalType } from '../../src/schedules/schedule.js';
import { AccessLevel, LEVEL_OF_PERMISSION, LEVEL_OF_TEAM_ROLE } from '../../src/sharing/access-level.js';
import { linkedFiles, page, pages, tableRows } from '../support/markdown.js';
import { ROOT, sourceFiles } from './source-files.js';

const levelName = (level: number): string =>
  Object.entries(AccessLevel)
    .find(([, value]) => value === level)![0]
    .toUpperCase();

describe('the README', () => {
  it('lists exactly the variables that the product reads, with their defaults', () => {
    const documented = tableRows('README.md', ['variable', 'default', 'what it is']).map((row) => [
      row['variable'],
      row['default'],
    ]);
    const variables: [string, Variable<unknown>][] = Object.entries(envVariables);
    const shown = (fallback: string | undefined): string => (fallback === undefined ? '–' : fallback || '(empty)');
    expect(documented).toEqual(variables.map(([name, { fallback }]) => [name, shown(fallback)]));
  });
});

describe('docs/permissions.md', () => {
  const PERMISSIONS = 'docs/permissions.md';

  it('names the permission of every route', async () => {
    const documented = tableRows(PERMISSIONS, ['route', 'needs']).map((row) => `${row['route']} ${row['needs']}`);
    // One route may have a handler for each of its representations.
    expect(documented.sort()).toEqual([...new Set(await declaredRoutes())].sort());
  });

  it('names the level that every permission needs', () => {
    const documented = tableRows(PERMISSIONS, ['permission', 'level', 'number']);
    expect(documented.map(Object.values)).toEqual(
      Object.entries(LEVEL_OF_PERMISSION).map(([permission, level]) => [permission, levelName(level), String(level)]),
    );
  });

  it('names the level of every team role', () => {
    const documented = tableRows(PERMISSIONS, ['role', 'level', 'number']);
    expect(documented.map(Object.values)).toEqual(
      Object.entries(LEVEL_OF_TEAM_ROLE).map(([role, level]) => [role, levelName(level), String(level)]),
    );
  });
});

/** `GET /api/jobs/{id} job:read` for every handler of every controller in src/. */
async function declaredRoutes(): Promise<string[]> {
  const files = sourceFiles().filter((file) => file.path.endsWith('.controller.ts'));
  const modules: object[] = await Promise.all(files.map((file) => import(path.join(ROOT, file.path))));
  return modules.flatMap((exported) =>
    Object.values(exported)
      .filter((value): value is new () => object => typeof value === 'function')
      .flatMap(routesOf),
  );
}

function routesOf(controller: new () => object): string[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const prototype = controller.prototype as Record<string, object>;
  const handlers = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return handlers.flatMap((name) => {
    const handler = prototype[name]!;
    const route = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
    if (route === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
    const url = `/${[base, route].filter((part) => part !== '/').join('/')}`.replaceAll(/:(\w+)/g, '{$1}');
    return [`${method} ${url} ${Reflect.getMetadata(PERMISSION_METADATA, handler) as string}`];
  });
}

describe('docs/scheduling.md', () => {
  const next = (intervalType: IntervalType, example: Record<string, string>): string => {
    const startOn = example['startOn'] ? new Date(example['startOn']) : null;
    const interval = example['expression'] ?? example['interval'] ?? '';
    const from = new Date(example['from']!);
    const spec = { intervalType, interval, timezone: example['zone']!, startOn, endOn: null, anchor: from };
    const found = compileSchedule(spec).next(from.getTime());
    return found === null ? 'never' : new Date(found).toISOString();
  };

  const cronExamples = tableRows('docs/scheduling.md', ['expression', 'zone', 'from', 'next', 'why']);
  const simpleExamples = tableRows('docs/scheduling.md', ['interval', 'zone', 'startOn', 'from', 'next', 'why']);

  it.each(cronExamples)('is right about $expression in $zone after $from: $why', (example) => {
    expect(next('cron', example)).toBe(example['next']);
  });

  it.each(simpleExamples)('is right about $interval in $zone after $from: $why', (example) => {
    expect(next('simple', example)).toBe(example['next']);
  });

  it('has worked examples', () => {
    expect(cronExamples.length).toBeGreaterThan(10);
    expect(simpleExamples.length).toBeGreaterThan(4);
  });

  it('explains every status and reason that the sources record for what did not simply succeed or fail', () => {
    const explained = tableRows('docs/scheduling.md', ['status', 'reason', 'final', 'what it means']);
    const reasons = new Set(explained.map((row) => row['reason']!).filter((reason) => reason !== '–'));
    const used = sourceFiles()
      .filter((file) => /^src\/(?:jobs|scheduler)\//.test(file.path))
      .map((file) => file.text)
      .join('\n');
    const vocabulary = page('src/ledger/run-vocabulary.ts').matchAll(/^ {2}\| '(\w+)'/gm);
    const recorded = Array.from(vocabulary, ([, reason = '']) => reason).filter((reason) =>
      used.includes(`'${reason}'`),
    );
    expect([...reasons].sort()).toEqual(recorded.sort());
  });
});

describe('docs/architecture.md', () => {
  it('draws the imports of the modules as they are', () => {
    const [, graph = ''] = /```mermaid\ngraph TD\n([^]*?)```/.exec(page('docs/architecture.md')) ?? [];
    const drawn = Array.from(graph.matchAll(/^ +([\w-]+) --> ([\w-]+)$/gm), ([, from, to]) => `${from} --> ${to}`);
    const nameOf = (file: string): string => path.basename(file, '.module.ts');
    const GLOBAL = ['config', 'database', 'clock'];
    const real = sourceFiles()
      .filter((file) => file.path.endsWith('.module.ts') && file.path !== 'src/app.module.ts')
      .flatMap((file) =>
        file.imports
          .filter((imported) => imported.path.endsWith('.module.ts') && !GLOBAL.includes(nameOf(imported.path)))
          .map((imported) => `${nameOf(file.path)} --> ${nameOf(imported.path)}`),
      );
    expect(drawn.sort()).toEqual(real.sort());
  });

  it('has a line for the folder of every module', () => {
    const text = page('docs/architecture.md');
    const folders = new Set(
      sourceFiles()
        .filter((file) => file.module !== '' && file.path.endsWith('.module.ts'))
        .map((file) => file.module),
    );
    expect([...folders].filter((folder) => !text.includes(`\`src/${folder}\``))).toEqual([]);
  });
});

describe('docs/job-lifecycle.md', () => {
  it('draws every state that a run or a due instant can have, and no other', () => {
    const [, drawing = ''] = /## An occurrence[^]*?```mermaid\n([^]*?)```/.exec(page('docs/job-lifecycle.md')) ?? [];
    const states = Array.from(drawing.matchAll(/^ +\S+ --> (\w+)/gm), ([, state]) => state);
    expect(new Set(states)).toEqual(new Set(['due', ...RUN_STATUSES]));
  });
});

describe('every page', () => {
  it.each(pages())('%s links to files that exist', (file) => {
    expect(linkedFiles(file).filter((target) => !fs.existsSync(path.join(ROOT, target)))).toEqual([]);
  });

  it.each(pages())('%s names no path of somebody’s machine', (file) => {
    expect(page(file).match(/\/(?:home|work|Users|tmp)\/[\w.-]+/g) ?? []).toEqual([]);
  });
});
