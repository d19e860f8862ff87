import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_SECRETS_KEY, startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { codeBlock, page } from '../support/markdown.js';
import { SECRET_CALL } from '../support/working-together.js';
import { createJob } from '../support/shares.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const [, NAME = ''] = /^npm run (\S+)/.exec(codeBlock('docs/operations.md', 'npm run secrets:rotate')) ?? [];
const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
const SCRIPT = path.join(ROOT, scripts[NAME]!.replace(/^node /, ''));
const NEW_KEY = 'another-key-for-tests-that-is-long-enough-01234';

let service: TestApp;
beforeAll(async () => {
  service = await startTestApp();
});
afterAll(() => service?.close());

/** Runs it as `npm run secrets:rotate` does, with nothing of the surrounding environment. */
function rotate(env: Record<string, string>): { code: number | null; output: string } {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], {
    cwd: service.dataDir,
    env: { PATH, HOME, DATABASE_URL: service.databaseUrl, ...env },
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}

describe('npm run secrets:rotate', () => {
  it('seals everything anew beside a running node, and says how much', async () => {
    await createJob(service.as('alice'), { type: 'api-call', data: SECRET_CALL });
    const keys = { SECRETS_KEY: NEW_KEY, SECRETS_KEY_PREVIOUS: TEST_SECRETS_KEY };
    const first = rotate(keys);
    expect(first).toMatchObject({ code: 0 });
    expect(first.output).toContain('2 value(s) are sealed with the new key.');
    expect(rotate(keys).output).toContain('0 value(s) are sealed with the new key.');
    expect(first.output).not.toMatch(/hunter2|for-tests/);
  });

  it('says which key is missing, and shows neither', () => {
    const { code, output } = rotate({ SECRETS_KEY: NEW_KEY });
    expect(code).toBe(1);
    expect(output).toMatch(/^rotate-secrets: SECRETS_KEY_PREVIOUS is not set/m);
    expect(output).not.toContain(NEW_KEY);
  });
});
