import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { page } from '../support/markdown.js';
import { ShellSession } from '../support/shell-session.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../support/temporary-directory.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const PERMISSIONS = ['permission.jobs.create', 'permission.projects.create', 'permission.drivers.openfn'];

/** One block of the page, and the block of the other kind that follows it before the next. */
interface Example {
  script: string;
  shows: Record<string, string>;
}

function examplesOf(file: string): Example[] {
  const examples: Example[] = [];
  for (const [, language = '', content = ''] of page(file).matchAll(/^```(\w+)\n([^]*?)^```$/gm))
    if (language === 'sh') examples.push({ script: content, shows: {} });
    else examples.at(-1)!.shows[language] = content;
  return examples;
}

/** What the page calls the things that its examples make. */
const NAMES = { '/api/projects" \\': 'PROJECT', '/api/workflows" \\': 'WORKFLOW', '/api/jobs" \\': 'JOB' };

/** What differs from installation to installation. */
const general = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>')
    .replaceAll(/https?:\/\/(?:127\.0\.0\.1:\d+|punctual\.example\.org)/g, '<url>');
const answersIn = (printed: string): Record<string, unknown>[] =>
  printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.skipIf(!hasCurl)('the examples in docs/projects.md', () => {
  const directory = makeTemporaryDirectory();
  let service: TestApp;
  let shell: ShellSession;

  beforeAll(async () => {
    service = await startTestApp({ env: { NODE_ROLES: 'api' } });
    const token = service.token('ann', { permissions: PERMISSIONS, timezone: 'UTC' });
    shell = new ShellSession(directory);
    await shell.paste(`URL=${service.url} TOKEN=${token}; curl() { command curl -s -w '\\n' "$@"; }`);
  });
  afterAll(async () => {
    await shell?.close();
    await service?.close();
    await removeTemporaryDirectory(directory);
  });

  it('can be pasted one after another, and answer what the page shows', async () => {
    const answered: unknown[] = [];
    const shown: unknown[] = [];
    const all: Record<string, unknown>[] = [];
    for (const { script, shows } of examplesOf('docs/projects.md')) {
      const printed = await shell.paste(script);
      const answers = answersIn(printed);
      all.push(...answers);
      const [, name] = Object.entries(NAMES).find(([path]) => script.includes(path)) ?? [];
      if (name) await shell.paste(`${name}=${String(answers[0]!.id)}`);
      if (shows.json) {
        shown.push([script, [JSON.parse(general(shows.json))]]);
        answered.push([script, JSON.parse(general(JSON.stringify(answers)))]);
      }
      if (shows.yaml) {
        shown.push(shows.yaml.trim());
        answered.push(printed.trim());
      }
    }
    expect(answered).toEqual(shown);
    expect(shown.length).toBeGreaterThanOrEqual(6);
    expect(all.filter(({ error }) => error)).toEqual([{ error: 'Not Found' }]);
    // Imported once, the file has nothing left to say.
    expect(all.flatMap(({ dryRun, plan }) => (dryRun === false ? [(plan as unknown[]).length] : []))).toEqual([1, 0]);
  });
});
