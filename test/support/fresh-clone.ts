import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { stopServer } from '../../src/database/embedded/server-process.js';
import { processGroup, processesNaming } from './process-table.js';
import type { Entry } from './process-table.js';
import { ProductProcess } from './product-process.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What npm needs to find packages; the rest of the surrounding environment stays outside. */
const FOR_NPM =
  /^(?:PATH|HOME|TZ|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|npm_config_(?:registry|cache|userconfig))$/i;

/** Whoever runs the tests need not own the repository. */
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'safe.directory=*', ...args], { encoding: 'utf8', maxBuffer: 64 << 20 });

/** False where the sources are without their history, as in an archive of them, or git is not there. */
export const canClone = fs.existsSync(path.join(ROOT, '.git')) && spawnSync('git', ['--version']).status === 0;

/** A clone of this repository, with what is not committed yet: nothing is installed and nothing is built in it. */
export class FreshClone {
  private readonly directory = makeTemporaryDirectory();
  readonly folder = path.join(this.directory, 'punctual');
  private readonly started: ProductProcess[] = [];

  constructor() {
    git('clone', '--quiet', '--no-hardlinks', ROOT, this.folder);
    const changed = git('-C', ROOT, 'ls-files', '-z', '--modified', '--deleted', '--others', '--exclude-standard');
    for (const file of new Set(changed.split('\0').filter(Boolean))) this.bring(file);
  }

  /** A command that comes to an end, as from a terminal in the clone; rejects with what it printed if it fails. */
  async run(command: string): Promise<string> {
    const child = this.spawn(command);
    const { code } = await child.ended;
    if (code !== 0) throw new Error(`${command} failed:\n${child.output}`);
    return child.output;
  }

  /** A command that starts Punctual; waits until it serves. */
  async start(command: string, env: Record<string, string> = {}): Promise<ProductProcess> {
    const child = this.spawn(command, env);
    await child.whenReady();
    return child;
  }

  /** Ctrl-C: the terminal tells every process in the foreground. */
  interrupt({ pid }: ProductProcess): void {
    process.kill(-pid, 'SIGINT');
  }

  /** The processes that a command started, itself among them. */
  processesOf({ pid }: ProductProcess): Entry[] {
    return processGroup(pid);
  }

  /** What still runs on the clone's files. */
  leftovers(): string[] {
    return [
      ...this.started.flatMap((child) => this.processesOf(child).map(({ command }) => command)),
      ...processesNaming(this.folder),
    ];
  }

  async remove(): Promise<void> {
    for (const child of this.started) for (const { pid } of this.processesOf(child)) process.kill(pid, 'SIGKILL');
    await Promise.all(this.started.map((child) => child.ended));
    const cluster = path.join(this.folder, '.data/postgres/data');
    if (fs.existsSync(cluster)) await stopServer(cluster, 'immediate');
    await removeTemporaryDirectory(this.directory);
  }

  private spawn(command: string, env: Record<string, string> = {}): ProductProcess {
    const [program = '', ...args] = command.trim().split(' ');
    const inherited = Object.entries(process.env).filter(([name]) => FOR_NPM.test(name));
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...Object.fromEntries(inherited), CI: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, as a shell gives to each command.
      detached: true,
    });
    const started = new ProductProcess(child);
    this.started.push(started);
    return started;
  }

  private bring(file: string): void {
    const [from, to] = [path.join(ROOT, file), path.join(this.folder, file)];
    if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
    else fs.rmSync(to, { force: true });
  }
}
