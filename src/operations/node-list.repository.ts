import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

/** A node as the database knows it. */
export interface ListedNode {
  id: string;
  name: string;
  roles: string[];
  queues: string[];
  version: string;
  startedAt: Date;
  heartbeatAt: Date;
  endedAt: Date | null;
  isSilent: boolean;
  running: number;
}

@Injectable()
export class NodeListRepository {
  constructor(private readonly sql: Sql) {}

  /** Living nodes first, then those that ended last, at most `limit`. The database's clock says who is silent. */
  list(limit: number): Promise<ListedNode[]> {
    return this.sql.rows<ListedNode & Record<string, unknown>>({
      name: 'node-list.list',
      text: `
        SELECT n.id, n.name, n.roles, n.queues, n.version, n.started_at AS "startedAt", n.heartbeat_at AS "heartbeatAt",
               n.ended_at AS "endedAt",
               n.ended_at IS NULL AND n.heartbeat_at < clock_timestamp() - interval '10 seconds' AS "isSilent",
               (SELECT count(*)::int FROM active_runs a WHERE a.node_id = n.id) AS running
        FROM nodes n ORDER BY n.ended_at DESC NULLS FIRST, n.started_at DESC, n.id LIMIT $1`,
      values: [limit],
    });
  }
}
