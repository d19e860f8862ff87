import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ProductProcess } from '../../support/product-process.js';
import { TcpProxy } from '../../support/tcp-proxy.js';

const ENTRY = path.join(import.meta.dirname, 'start-node.mjs');

const READY_WITHIN_MS = 120_000;
const UP_WITHIN_MS = 60_000;

/** What a node is started with. */
export interface NodeSettings {
  name: string;
  dist: string;
  directory: string;
  databaseUrl: string;
  env: Record<string, string>;
}

/** One process of a node, from its start to its end. */
export interface Boot {
  node: string;
  pid: number;
  startedMs: number;
  readyMs: number | null;
  endedMs: number | null;
  ending: string | null;
}

/** One node: a place that processes of the product are started at, one after another, with a cable of its own to PostgreSQL. */
export class ChaosNode {
  readonly boots: Boot[] = [];
  process: ProductProcess | undefined;
  /** Base URL while the node serves. */
  url: string | undefined;

  private constructor(
    private readonly settings: NodeSettings,
    readonly cable: TcpProxy,
  ) {}

  static async create(settings: NodeSettings): Promise<ChaosNode> {
    return new ChaosNode(settings, await TcpProxy.before(settings.databaseUrl));
  }

  get name(): string {
    return this.settings.name;
  }

  get isUp(): boolean {
    return this.process?.isRunning ?? false;
  }

  /** Resolves when it serves; rejects with its output when it ends before. */
  async start(): Promise<void> {
    const { dist, directory, databaseUrl, env } = this.settings;
    const boot: Boot = { node: this.name, pid: 0, startedMs: Date.now(), readyMs: null, endedMs: null, ending: null };
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [ENTRY, dist], {
      cwd: directory,
      env: {
        PATH,
        HOME,
        PORT: '0',
        DATA_DIR: directory,
        DATABASE_URL: this.cable.through(databaseUrl),
        CHAOS_JOURNAL: path.join(directory, `journal-${this.name}-${this.boots.length}.jsonl`),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = fs.createWriteStream(path.join(directory, `log-${this.boots.length}.txt`));
    for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
    const started = new ProductProcess(child);
    boot.pid = started.pid;
    this.boots.push(boot);
    this.process = started;
    void started.ended.then(({ code, signal }) => {
      boot.endedMs = Date.now();
      boot.ending = String(code ?? signal);
      if (this.process === started) this.url = undefined;
    });
    // As any init system would: what does not get ready is started again.
    const impatience = setTimeout(() => void started.kill(), READY_WITHIN_MS);
    await started.whenReady().finally(() => clearTimeout(impatience));
    boot.readyMs = Date.now();
    this.url = started.url;
  }

  /** Until it serves, though PostgreSQL may be away meanwhile. Rejects when it does not come up in a minute. */
  async startUntilUp(): Promise<void> {
    for (const deadline = Date.now() + UP_WITHIN_MS; ;) {
      try {
        return await this.start();
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async kill(): Promise<void> {
    this.url = undefined;
    this.process?.signal('SIGCONT');
    await this.process?.kill();
  }

  /** @returns its exit code, or the signal that ended it */
  async terminate(): Promise<string> {
    if (!this.process) return 'never started';
    const { code, signal } = await this.process.stop('SIGTERM');
    return String(code ?? signal);
  }
}
