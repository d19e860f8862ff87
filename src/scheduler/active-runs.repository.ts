import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

@Injectable()
export class ActiveRunsRepository {
  constructor(private readonly sql: Sql) {}

  /** What the database says of a node's runs. */
  async ofNode(nodeId: string): Promise<Map<string, { cancelRequested: boolean }>> {
    const rows = await this.sql.rows<{ id: string; cancelRequested: boolean }>({
      name: 'active-runs.of-node',
      text: `SELECT id, cancel_requested_at IS NOT NULL AS "cancelRequested" FROM active_runs WHERE node_id = $1`,
      values: [nodeId],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }
}
