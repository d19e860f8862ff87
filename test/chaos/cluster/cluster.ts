import path from 'node:path';
import { createSecretKey } from 'node:crypto';
import fs from 'node:fs';
import jwt from 'jsonwebtoken';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../../support/temporary-directory.js';
import { ChaosNode } from './chaos-node.js';
import type { Boot } from './chaos-node.js';
import { DatabaseServer } from './database-server.js';
import { ProductCopy } from './product-copy.js';

const JWT_SECRET = 'a secret of the chaos suite, long enough to sign with';
/** What a plan names the pool that nobody serves before the end. */
export const UNSERVED_QUEUE = 'late';
const ALL_TYPES = ['chaos-work', 'chaos-new', 'chaos-killer'];

/** What a cluster is made of. */
export interface ClusterOptions {
  nodes: number;
  mutant?: string;
  /** For every node. */
  env?: Record<string, string>;
  /** For one node, by its number from 1. */
  envOf?: (node: number) => Record<string, string>;
}

/** Nodes of the built product on one PostgreSQL, each behind a cable of its own. */
export class Cluster {
  readonly nodes: ChaosNode[] = [];
  /** Started at the end only: it also serves the pool that nobody served. */
  spare!: ChaosNode;

  private constructor(
    readonly directory: string,
    readonly database: DatabaseServer,
    private readonly product: ProductCopy,
  ) {}

  /** Starts the database and all nodes. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const directory = makeTemporaryDirectory();
    const product = ProductCopy.make(options.mutant);
    let cluster: Cluster | undefined;
    try {
      cluster = new Cluster(directory, await DatabaseServer.start(path.join(directory, 'database')), product);
      for (let number = 1; number <= options.nodes; number += 1)
        cluster.nodes.push(await cluster.place(`node${number}`, { ...options.env, ...options.envOf?.(number) }));
      cluster.spare = await cluster.place('spare', { ...options.env, NODE_QUEUES: `default,${UNSERVED_QUEUE}` });
      // The first migrates; the others find it done.
      const [first, ...others] = cluster.nodes;
      await first?.start();
      await Promise.all(others.map((node) => node.start()));
      return cluster;
    } catch (error) {
      if (cluster) await cluster.remove();
      else {
        product.remove();
        await removeTemporaryDirectory(directory);
      }
      throw error;
    }
  }

  private place(name: string, env: Record<string, string>): Promise<ChaosNode> {
    const directory = path.join(this.directory, name);
    fs.mkdirSync(directory);
    return ChaosNode.create({
      name,
      dist: this.product.dist,
      directory,
      databaseUrl: this.database.url,
      env: {
        JWT_SECRET,
        SECRETS_KEY: JWT_SECRET,
        ADMIN_PASSWORD: JWT_SECRET,
        SHUTDOWN_GRACE_MS: '1000',
        LOG_LEVEL: 'warn',
        CHAOS_TYPES: ALL_TYPES.join(','),
        ...env,
      },
    });
  }

  /** The spare as well. */
  get places(): ChaosNode[] {
    return [...this.nodes, this.spare];
  }

  get boots(): Boot[] {
    return this.places.flatMap((node) => node.boots);
  }

  get journals(): string[] {
    return this.places.flatMap((node) => {
      const directory = path.join(this.directory, node.name);
      const files = fs.readdirSync(directory).filter((name) => name.startsWith('journal-'));
      return files.map((name) => path.join(directory, name));
    });
  }

  /** A superuser's token that no stepped clock can make expire. */
  token(): string {
    return jwt.sign({ sub: 'chaos', superuser: true }, createSecretKey(Buffer.from(JWT_SECRET)), {
      algorithm: 'HS256',
    });
  }

  /** Ends every process; the directory stays. */
  async stop(): Promise<void> {
    const places = this.places.filter((node) => node !== undefined);
    await Promise.all(places.map((node) => node.kill()));
    await Promise.all(places.map((node) => node.cable.close()));
    await this.database.stop();
    this.product.remove();
  }

  async remove(): Promise<void> {
    await this.stop();
    await removeTemporaryDirectory(this.directory);
  }
}
