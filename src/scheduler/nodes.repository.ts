import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

/** How a node presents itself. */
export interface NodeRecord {
  id: string;
  name: string;
  roles: string[];
  queues: string[];
  version: string;
}

@Injectable()
export class NodesRepository {
  constructor(private readonly sql: Sql) {}

  async register(node: NodeRecord): Promise<void> {
    await this.sql.execute({
      text: 'INSERT INTO nodes (id, name, roles, queues, version) VALUES ($1, $2, $3, $4, $5)',
      values: [node.id, node.name, node.roles, node.queues, node.version],
    });
  }

  /** A node that stops in order ends itself. */
  async end(nodeId: string): Promise<void> {
    await this.sql.execute({
      text: 'UPDATE nodes SET ended_at = clock_timestamp() WHERE id = $1 AND ended_at IS NULL',
      values: [nodeId],
    });
  }

  /** Declares another node dead, unless its counter has moved since it was observed. False: it lives, or somebody was first. */
  async declareDead(nodeId: string, beatSeen: string): Promise<boolean> {
    const declared = await this.sql.execute({
      text: 'UPDATE nodes SET ended_at = clock_timestamp() WHERE id = $1 AND beat = $2 AND ended_at IS NULL',
      values: [nodeId, beatSeen],
    });
    return declared === 1;
  }

  /** Forgets nodes that ended over a week ago and run nothing. */
  async prune(): Promise<number> {
    return this.sql.execute({
      text: `
        DELETE FROM nodes n WHERE n.ended_at < clock_timestamp() - interval '7 days'
          AND NOT EXISTS (SELECT FROM active_runs a WHERE a.node_id = n.id)`,
    });
  }
}
