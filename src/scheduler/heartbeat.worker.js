// @ts-check
// Beats for this node from a thread and a connection of its own, so that neither a busy main loop nor a full pool can
// make a living node look dead; and watches the beats of others. Counters are compared, never clocks.
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';

const BEAT_EVERY_MS = 1_000;
/** Longer between two beats than this, and what was observed before says nothing. */
const OBSERVATION_GAP_MS = 2_500;
const DEAD_AFTER_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 3_000;

/** @type {{ url: string, nodeId: string, confirmed: SharedArrayBuffer }} */
const { url, nodeId, confirmed } = workerData;
const confirmedAtMs = new Float64Array(confirmed);
const nowMs = () => Number(process.hrtime.bigint() / 1_000_000n);

/** @type {pg.Client | undefined} */
let client;
/** When each other node's counter was last seen to move. @type {Map<string, { beat: string, sinceMs: number }>} */
const others = new Map();
let lastBeatMs = nowMs();

async function connected() {
  if (client) return client;
  const fresh = new pg.Client({
    connectionString: url,
    application_name: 'punctual heartbeat',
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
  });
  fresh.on('error', () => (client = undefined));
  await fresh.connect();
  client = fresh;
  return fresh;
}

async function beat() {
  const sentMs = nowMs();
  const connection = await connected();
  const own = await connection.query(
    'UPDATE nodes SET beat = beat + 1, heartbeat_at = clock_timestamp() WHERE id = $1 AND ended_at IS NULL',
    [nodeId],
  );
  if (own.rowCount === 0) return parentPort?.postMessage({ kind: 'ended' });
  confirmedAtMs[0] = sentMs;
  if (sentMs - lastBeatMs > OBSERVATION_GAP_MS) others.clear();
  lastBeatMs = sentMs;
  const seen = await connection.query('SELECT id, beat FROM nodes WHERE ended_at IS NULL AND id <> $1', [nodeId]);
  observe(seen.rows);
}

/** @param {{ id: string, beat: string }[]} rows */
function observe(rows) {
  const present = new Set(rows.map((row) => row.id));
  for (const id of others.keys()) if (!present.has(id)) others.delete(id);
  for (const { id, beat: counter } of rows) {
    const known = others.get(id);
    if (!known || known.beat !== counter) others.set(id, { beat: counter, sinceMs: nowMs() });
    else if (nowMs() - known.sinceMs >= DEAD_AFTER_MS)
      parentPort?.postMessage({ kind: 'dead', nodeId: id, beat: counter });
  }
}

async function loop() {
  for (;;) {
    const startedMs = nowMs();
    try {
      await beat();
    } catch {
      // What counts is that no beat was confirmed: the main thread reads that from the shared clock.
      others.clear();
      const broken = client;
      client = undefined;
      broken?.end().catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(50, BEAT_EVERY_MS - (nowMs() - startedMs))));
  }
}

await loop();
