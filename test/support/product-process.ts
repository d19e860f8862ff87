import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../src/database/embedded/process-identity.js';
import { findRunningServer } from '../../src/database/embedded/postmaster-file.js';
import { ApiClient } from './api-client.js';
import { LOOKS_SECRET } from './log-watch.js';
import { processesNaming } from './process-table.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory.js';

const ENTRY = path.resolve(import.meta.dirname, '../../dist/src/main.js');
const LAST_LINE_OF_BANNER = 'Ctrl-C stops it.';

/** How a process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A place where the product is installed: a data directory of its own, and every process that was started on it. */
export class Installation {
  readonly directory = makeTemporaryDirectory();
  readonly dataDir = path.join(this.directory, 'data');
  private readonly processes: ProductProcess[] = [];

  /** `env` holds for every start here; a start may add to it. `entry` is what is started: this build, or somebody's own. */
  constructor(
    private readonly env: Record<string, string> = {},
    private readonly entry = ENTRY,
  ) {}

  /** Starts `node <entry>` and does not wait. Nothing of the surrounding environment, nor a `.env` there, reaches it. */
  spawn(env: Record<string, string> = {}, command = [this.entry]): ProductProcess {
    const { PATH = '', HOME = '', TZ } = process.env;
    const inherited = { PATH, HOME, ...(TZ === undefined ? {} : { TZ }) };
    const child = spawn(process.execPath, command, {
      cwd: this.directory,
      env: { ...inherited, DATA_DIR: this.dataDir, PORT: '0', ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new ProductProcess(child);
    this.processes.push(started);
    return started;
  }

  /** Starts it and waits until it serves. */
  async start(env: Record<string, string> = {}, command = [this.entry]): Promise<ProductProcess> {
    const started = this.spawn(env, command);
    await started.whenReady();
    return started;
  }

  /** The embedded PostgreSQL that runs here. */
  databaseServer(): { pid: number; port: number | undefined } | undefined {
    return findRunningServer(path.join(this.dataDir, 'postgres/data'));
  }

  /** Command lines of processes that work on this directory; nodes are not among them, their databases are. */
  leftovers(): string[] {
    return processesNaming(this.directory);
  }

  /** Kills what still runs, the database included, and removes the directory. */
  async remove(): Promise<void> {
    for (const started of this.processes) await started.kill();
    await removeTemporaryDirectory(this.directory);
    const logs = this.processes.flatMap(({ stdout }) => stdout.split('\n').filter((line) => line.startsWith('{')));
    const leaks = logs.filter((line) => LOOKS_SECRET.test(line));
    if (leaks.length > 0) throw new Error(`the log holds secrets:\n${leaks.slice(0, 5).join('\n')}`);
  }
}

/** One process of the product. */
export class ProductProcess {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ending>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    // `close`: all of its output has been read.
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  get isRunning(): boolean {
    return isAlive(this.pid);
  }

  /** All it has said, for messages of failing tests and for looking for secrets. */
  get output(): string {
    return this.stdout + this.stderr;
  }

  /** What it told its user at the start; empty until it is ready. */
  get banner(): string {
    const start = this.stdout.indexOf('Punctual is ready.');
    const end = this.stdout.indexOf(LAST_LINE_OF_BANNER);
    return end < 0 ? '' : this.stdout.slice(start, end);
  }

  get url(): string {
    return this.fromBanner(/API\s+(http:\S+)\/api$/m);
  }

  /** Name and password of the first superuser; throws when this start did not print them. */
  get superuser(): { username: string; password: string } {
    return {
      username: this.fromBanner(/Log in\s+(\S+) \/ \S+ /),
      password: this.fromBanner(/Log in\s+\S+ \/ (\S+) /),
    };
  }

  /** Resolves when the banner is printed; rejects with the output when it ends before. */
  whenReady(): Promise<void> {
    return this.whenPrinted(LAST_LINE_OF_BANNER);
  }

  whenPrinted(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.stdout.includes(text)) resolve();
      };
      this.child.stdout?.on('data', look);
      look();
      void this.ended.then(({ code, signal }) =>
        reject(new Error(`the product ended (${code ?? signal}) before it said "${text}":\n${this.output}`)),
      );
    });
  }

  /** A client with a token of that user. */
  async login(username: string, password: string): Promise<ApiClient> {
    const { status, body } = await new ApiClient(this.url).post('/api/auth/login', { username, password });
    if (status >= 300) throw new Error(`login answered ${status}: ${JSON.stringify(body)}`);
    return new ApiClient(this.url, body.accessToken);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Signals and waits for the end. */
  async stop(name: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
    this.signal(name);
    return this.ended;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }

  private fromBanner(pattern: RegExp): string {
    const found = pattern.exec(this.banner)?.[1];
    if (found === undefined) throw new Error(`the start did not print ${pattern}:\n${this.output}`);
    return found;
  }
}

/** A data directory that nobody may make, whoever runs the tests: below a file. */
export function impossibleDirectory(installation: Installation): string {
  const file = path.join(installation.directory, 'a-file');
  fs.writeFileSync(file, '');
  return path.join(file, 'data');
}
