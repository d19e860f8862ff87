import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { storyOfReadme, withoutTimes } from '../support/readme-story.js';
import { ShellSession } from '../support/shell-session.js';

const PASSWORD = 'a password with $igns & spaces';
const hasCurl = spawnSync('curl', ['--version']).status === 0;

describe.skipIf(!hasCurl)('the story in the README', () => {
  const env = { DATA_DIR: '.data', ADMIN_PASSWORD: PASSWORD };
  const printed: string[] = [];
  let installation: Installation;
  let product: ProductProcess;
  let shell: ShellSession;

  beforeAll(async () => {
    installation = new Installation(env);
    product = await installation.start();
    shell = new ShellSession(installation.directory);
  });
  afterAll(async () => {
    await shell?.close();
    await product?.stop();
    await installation?.remove();
  });

  const ofThisRun = (script: string): string =>
    script.replaceAll('http://127.0.0.1:3000', product.url).replaceAll('the password that the start printed', PASSWORD);

  const killAndRestart = async (): Promise<void> => {
    const { port } = new URL(product.url);
    await product.kill();
    product = await installation.start({ PORT: port });
  };

  it('can be pasted from beginning to end, and prints what it says', { timeout: 120_000 }, async () => {
    const story = storyOfReadme();
    expect(story.length).toBeGreaterThan(10);
    for (const { script, prints, afterKill } of story) {
      if (afterKill) await killAndRestart();
      const answer = await shell.paste(ofThisRun(script));
      printed.push(answer);
      expect({ script, prints: withoutTimes(answer) }).toEqual({ script, prints: withoutTimes(prints) });
    }
    expect(story.filter((step) => step.afterKill)).toHaveLength(1);
  });

  it('gives the daily job nine o’clock in Los Angeles as its next run', () => {
    const [, nextRunAt = ''] = /"nextRunAt": "([^"]+)"/.exec(printed.join('')) ?? [];
    const local = new Date(nextRunAt).toLocaleTimeString('en-GB', { timeZone: 'America/Los_Angeles' });
    expect(local).toBe('09:00:00');
  });
});
