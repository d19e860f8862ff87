import path from 'node:path';
import { startEmbeddedPostgres } from '../../../src/database/embedded/embedded-postgres.js';
import { stopServer } from '../../../src/database/embedded/server-process.js';

/** A real, durable PostgreSQL of the suite's own, that no node knows to be embedded. */
export class DatabaseServer {
  private constructor(
    private readonly dataDir: string,
    readonly url: string,
  ) {}

  static async start(dataDir: string): Promise<DatabaseServer> {
    const { url } = await startEmbeddedPostgres({ dataDir });
    return new DatabaseServer(dataDir, url);
  }

  /** `immediate` is a crash: no checkpoint, recovery at the start. The port stays. */
  async restart(manner: 'fast' | 'immediate'): Promise<void> {
    await stopServer(path.join(this.dataDir, 'postgres/data'), manner);
    const { url } = await startEmbeddedPostgres({ dataDir: this.dataDir });
    if (url !== this.url) throw new Error('the port of the database was taken by another program meanwhile');
  }

  async stop(): Promise<void> {
    await stopServer(path.join(this.dataDir, 'postgres/data'), 'immediate');
  }
}
