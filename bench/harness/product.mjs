// @ts-check
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY = 'Ctrl-C stops it.';

/** Nodes of the built product, as anybody would start them. */
export class Product {
  static JWT_SECRET = 'a secret of the bench that is long enough';
  /** @type {ProductNode[]} */
  #nodes = [];
  #directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-bench-node-'));

  /** Of somebody who may make jobs, signed with the secret that the nodes get. @param {string} sub */
  static tokenOf(sub) {
    const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub, permissions: ['permission.jobs.create', 'permission.datasets.create'] };
    const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims, exp: Math.floor(Date.now() / 1000) + 3_600 })}`;
    return `${head}.${createHmac('sha256', Product.JWT_SECRET).update(head).digest('base64url')}`;
  }

  /** @param {string} dist @param {string} url @param {Record<string, string>} [env] */
  constructor(dist, url, env = {}) {
    this.entry = path.join(dist, 'src/main.js');
    this.env = {
      DATABASE_URL: url,
      PORT: '0',
      DATA_DIR: path.join(this.#directory, 'data'),
      JWT_SECRET: Product.JWT_SECRET,
      SECRETS_KEY: 'another secret of the bench, long enough',
      ADMIN_PASSWORD: 'bench-password',
      ...env,
    };
  }

  /** Starts a node and waits until it serves. @param {string[]} [nodeOptions] @param {Record<string, string>} [env] */
  async start(nodeOptions = [], env = {}) {
    const child = spawn(process.execPath, [...nodeOptions, this.entry], {
      cwd: this.#directory,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const node = new ProductNode(child);
    this.#nodes.push(node);
    await node.whenReady();
    return node;
  }

  async stop() {
    await Promise.all(this.#nodes.map((node) => node.end('SIGTERM')));
    fs.rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** One process of the product. */
class ProductNode {
  output = '';

  /** @param {import('node:child_process').ChildProcess} child */
  constructor(child) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (this.output = (this.output + text).slice(-100_000)));
    this.ended = new Promise((resolve) => child.once('close', resolve));
  }

  async whenReady() {
    while (!this.output.includes(READY)) {
      if (this.child.exitCode !== null) throw new Error(`the product did not start:\n${this.output}`);
      await pause(20);
    }
  }

  /** Of the API. */
  get url() {
    const found = /API\s+(http:\S+)\/api$/m.exec(this.output);
    if (!found) throw new Error('the product did not say where it listens');
    return found[1];
  }

  get pid() {
    return /** @type {number} */ (this.child.pid);
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    await this.ended;
  }
}
