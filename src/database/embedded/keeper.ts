import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { SUPERUSER } from './cluster.js';

export const DATABASE = 'punctual';
const KEEPER = 'punctual-keeper';
const RELEASER = 'punctual-release';
/** Any fixed number: who holds this advisory lock (in database `postgres`) prepares or stops the server. */
const LIFECYCLE_LOCK = 7_263_540_981;
const POOL_CLOSING_MS = 1_000;

/**
 * One connection that each node holds for as long as it uses the embedded server. It shows the other nodes that somebody is there even when
 * that node's pool is idle; it is the superuser's, so that it also gets in when all ordinary connections are taken.
 */
export class Keeper extends pg.Client {
  /** The driver has both, its types have neither. */
  declare ref: () => void;
  declare unref: () => void;
}

/** Connects; rejects with the driver's error when the server does not answer, or not to this password. */
export async function openKeeper(port: number, password: string): Promise<Keeper> {
  const client = new Keeper({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    ssl: false,
    application_name: KEEPER,
    connectionTimeoutMillis: 10_000,
  });
  // A server that goes away must not take the app with it: the app's own pool reports it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * Makes the app's role and database unless they are there. The lock makes two first starts take turns; having had it also proves that
 * nobody was stopping the server meanwhile. The app is no superuser: an injected statement cannot reach files or programs.
 */
export async function prepareDatabase(client: Keeper): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [LIFECYCLE_LOCK]);
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
    [DATABASE],
  );
  if (!rows[0]?.role) await client.query(CREATE_ROLE);
  if (!rows[0]?.database) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  await client.query('SELECT pg_advisory_unlock($1)', [LIFECYCLE_LOCK]);
}

/** The role gets the superuser's password by its verifier, so that the password itself is never part of a statement. */
const CREATE_ROLE = `DO $$ BEGIN
  EXECUTE format('CREATE ROLE ${DATABASE} LOGIN CREATEDB PASSWORD %L', (SELECT rolpassword FROM pg_authid WHERE rolname = '${SUPERUSER}'));
  GRANT pg_monitor TO ${DATABASE};
END $$`;

/**
 * Takes the lifecycle lock for good (until the connection ends) and says whether anybody else still uses the server.
 * Nodes that are themselves asking do not count, so of two that stop together one finds itself the last.
 */
export async function isLastUser(client: Keeper): Promise<boolean> {
  await client.query(`SET application_name = '${RELEASER}'`);
  await client.query('SELECT pg_advisory_lock($1)', [LIFECYCLE_LOCK]);
  // The sessions of a pool that was closed just now take a moment to vanish.
  const deadline = Date.now() + POOL_CLOSING_MS;
  for (;;) {
    const { nodes, clients } = await countOthers(client);
    if (clients === 0) return true;
    if (nodes > 0 || Date.now() > deadline) return false;
    await pause(25);
  }
}

async function countOthers(client: Keeper): Promise<{ nodes: number; clients: number }> {
  const { rows } = await client.query<{ nodes: number; clients: number }>(
    `SELECT count(*) FILTER (WHERE application_name = $1)::int AS nodes, count(*)::int AS clients
       FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> $2`,
    [KEEPER, RELEASER],
  );
  return rows[0] ?? { nodes: 0, clients: 0 };
}
