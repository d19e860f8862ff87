import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FreshClone, canClone } from '../support/fresh-clone.js';
import { codeBlock } from '../support/markdown.js';
import type { ProductProcess } from '../support/product-process.js';
import { storyOfReadme, withoutTimes } from '../support/readme-story.js';
import { ShellSession } from '../support/shell-session.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!canClone) console.warn('Skipped: the README is tried in a clone, and there is no git or no .git here.');
const [INSTALL = '', START = ''] = codeBlock('README.md', 'npm ci && npm start').trim().split(' && ');
/** Stands for `pg_dump`, which is not in the npm packages: connects as it was told to, and says to which version. */
const PG_DUMP = `#!/usr/bin/env node
const [host, port, user, database] = ['-h', '-p', '-U', '-Fc'].map((flag) => process.argv[process.argv.indexOf(flag) + 1]);
const client = new (require('pg').Client)({ host, port, user, database });
client.connect().then(() => client.query('SHOW server_version')).then(({ rows }) => console.log(rows[0].server_version)).then(() => client.end());
`;

describe.skipIf(!hasCurl || !canClone)('what the README says, in a fresh clone', { timeout: 300_000 }, () => {
  const printed: string[] = [];
  let clone: FreshClone;
  let product: ProductProcess;
  let shell: ShellSession;
  let superuser: ProductProcess['superuser'];

  beforeAll(async () => {
    clone = new FreshClone();
    await clone.run(INSTALL);
    // Only the port is not that of the README: somebody may use it.
    product = await clone.start(START, { PORT: '0' });
    superuser = product.superuser;
    shell = new ShellSession(clone.folder);
  }, 900_000);
  afterAll(async () => {
    await shell?.close();
    await clone?.remove();
  }, 120_000);

  const ofThisRun = (script: string): string =>
    script
      .replaceAll('http://127.0.0.1:3000', product.url)
      .replaceAll('the password that the start printed', superuser.password);

  /** The process that the README has its reader kill, of those that the start made. */
  const nodeOf = (started: ProductProcess): number => {
    const [, pattern = ''] = /^pkill -9 -f '(.*)'$/m.exec(codeBlock('README.md', 'pkill')) ?? [];
    const meant = clone.processesOf(started).filter(({ command }) => new RegExp(pattern).test(command));
    expect(meant).toHaveLength(1);
    return meant[0]!.pid;
  };

  const killAndRestart = async (): Promise<void> => {
    const { port } = new URL(product.url);
    process.kill(nodeOf(product), 'SIGKILL');
    await product.ended;
    product = await clone.start(START, { PORT: port });
  };

  it('starts by one line, and says where and how to log in', () => {
    const shown = codeBlock('README.md', '[').replace(/^[^]*?(?=Punctual is ready)/, '');
    const general = (text: string): string =>
      text
        .replaceAll(/127\.0\.0\.1:\d+/g, '<address>')
        .replace(/(admin \/ )\S+/, '$1<password>')
        .replace(/("password":")[^"]+/, '$1<password>')
        .replaceAll(clone.folder, '…/punctual');
    expect(general(product.banner)).toBe(general(shown).replace(/Ctrl-C[^]*$/, ''));
  });

  it('has a story that can be pasted from beginning to end, and prints what it says', async () => {
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

  it('can be backed up while it runs, as docs/operations.md says', async () => {
    const bin = path.join(clone.folder, 'node_modules/.pg-dump');
    fs.mkdirSync(bin);
    fs.writeFileSync(path.join(bin, 'pg_dump'), PG_DUMP, { mode: 0o755 });
    await shell.paste(`PATH=${bin}:$PATH`);
    await shell.paste(codeBlock('docs/operations.md', 'PGPASSWORD='));
    expect(fs.readFileSync(path.join(clone.folder, 'punctual.dump'), 'utf8')).toMatch(/^18\./);
  });

  it('stops on Ctrl-C, and leaves nothing running', async () => {
    clone.interrupt(product);
    // How npm itself ends differs with its version: by the same signal, or as what it started.
    const { code, signal } = await product.ended;
    expect(signal === 'SIGINT' || code === 0).toBe(true);
    expect(clone.leftovers()).toEqual([]);
  });

  it('starts again on the same data, and ends with exit code 0 when it is told to stop', async () => {
    product = await clone.start(START, { PORT: '0' });
    expect((await product.login(superuser.username, superuser.password)).token).toBeTruthy();
    process.kill(nodeOf(product), 'SIGINT');
    expect(await product.ended).toEqual({ code: 0, signal: null });
    expect(clone.leftovers()).toEqual([]);
  });
});
