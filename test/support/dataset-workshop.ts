import type { ServerResponse } from 'node:http';
import { startDatasetApp } from './dataset-app.js';
import type { Answer, Client, DatasetApp } from './dataset-app.js';
import { startSourceServer } from './source-server.js';
import type { SourceServer } from './source-server.js';

/** What tests need of a dataset they made. */
export interface Made {
  id: string;
  uuid: string;
}

/** A dataset app, a server of sources, and alice, who may use the connections `warehouse` (the app's own database) and `gone`. */
export class DatasetWorkshop {
  private counter = 0;

  private constructor(
    readonly app: DatasetApp,
    readonly server: SourceServer,
    readonly alice: Client,
  ) {}

  static async open(): Promise<DatasetWorkshop> {
    const server = await startSourceServer();
    const app = await startDatasetApp((url) => ({
      ALLOW_PRIVATE_NETWORK: 'true',
      SQL_CONNECTIONS: JSON.stringify({ warehouse: url, gone: 'postgres://reader:hunter2@127.0.0.1:1/none' }),
    }));
    const permissions = [
      'permission.datasets.create',
      'permission.connections.warehouse',
      'permission.connections.gone',
    ];
    return new DatasetWorkshop(app, server, app.as('alice', { permissions }));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.server.close();
  }

  /** A dataset that alice owns, never loaded. */
  async create(source: object): Promise<Made> {
    this.counter += 1;
    const made = await this.alice('POST', '/api/datasets', { name: `Dataset ${this.counter}`, source });
    if (made.status !== 201)
      throw new Error(`creating a dataset answered ${made.status}: ${JSON.stringify(made.body)}`);
    return made.body as Made;
  }

  /** One whose source answers with this content. */
  async http(
    format: 'json' | 'csv',
    content: string | Buffer | ((response: ServerResponse) => void),
    extra: object = {},
  ): Promise<Made> {
    const path = `/source-${this.counter}`;
    this.server.on(path, (_, response) => (typeof content === 'function' ? content(response) : response.end(content)));
    return this.create({ kind: 'http', url: this.server.url + path, format, ...extra });
  }

  refresh(dataset: Made): Promise<Answer> {
    return this.alice('POST', `/api/datasets/${dataset.uuid}/_refresh`);
  }

  async rows(dataset: Made): Promise<object[]> {
    return (await this.alice('GET', `/api/datasets/${dataset.uuid}/data`)).body.rows as object[];
  }

  async loadCount(dataset: Made): Promise<number> {
    const text = 'SELECT count(*)::int AS n FROM dataset_loads WHERE dataset_id = $1';
    return (await this.app.sql.first<{ n: number }>({ text, values: [dataset.uuid] }))?.n ?? 0;
  }

  async share(uuid: string, principalId: string, level: number): Promise<void> {
    await shareDataset(this.app, { uuid, principalId, level });
  }
}

/** Shares get their routes in a later issue; until then tests write the grant. */
export async function shareDataset(
  app: DatasetApp,
  share: { uuid: string; principalId: string; level: number },
): Promise<void> {
  await app.sql.execute({
    text: `
      INSERT INTO dataset_grants SELECT id, $2, 'share', $3, name, created_at FROM datasets WHERE id = $1
      ON CONFLICT (dataset_id, principal_id, source) DO UPDATE SET level = excluded.level`,
    values: [share.uuid, share.principalId, share.level],
  });
}
