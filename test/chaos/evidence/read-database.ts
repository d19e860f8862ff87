import pg from 'pg';
import type { Evidence, JobRow, LedgerRow, NodeRow, VersionRow } from './evidence.js';

type FromDatabase = Pick<Evidence, 'jobs' | 'versions' | 'ledger' | 'nodes' | 'left'>;

/** What the tables say when everything has stopped. */
export function readDatabase(url: string): Promise<FromDatabase> {
  return connected(url, async (client) => ({
    jobs: await rows<JobRow>(client, 'SELECT id, name, type, created_at AS "createdAt" FROM jobs'),
    versions: await rows<VersionRow>(
      client,
      'SELECT job_id AS "jobId", version, saved_at AS "savedAt", content FROM job_versions ORDER BY job_id, version',
    ),
    ledger: await rows<LedgerRow>(
      client,
      `SELECT id, job_id AS "jobId", status, reason, final, trigger, scheduled_for AS "scheduledFor", attempt,
              created_at AS "createdAt", finished_at AS "finishedAt", node_id AS "nodeId", idempotency_key AS "idempotencyKey",
              error ->> 'code' AS "errorCode", range_to AS "rangeTo", range_count AS "rangeCount"
       FROM job_runs ORDER BY created_at, attempt`,
    ),
    nodes: await rows<NodeRow>(
      client,
      `SELECT id, split_part(name, ':', -1)::int AS pid, started_at AS "startedAt", ended_at AS "endedAt" FROM nodes`,
    ),
    left: await whatIsLeft(client),
  }));
}

/** How much still runs, waits or is due. */
export function readLeft(url: string): Promise<Evidence['left']> {
  return connected(url, whatIsLeft);
}

async function whatIsLeft(client: pg.Client): Promise<Evidence['left']> {
  const ids = async (text: string): Promise<string[]> => (await rows<{ id: string }>(client, text)).map(({ id }) => id);
  return {
    running: await ids('SELECT job_id AS id FROM active_runs'),
    waiting: await ids('SELECT job_id AS id FROM pending_runs'),
    due: await ids('SELECT job_id AS id FROM job_schedules WHERE due_at IS NOT NULL'),
  };
}

async function rows<Row extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows;
}

async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
