// Starts the product and the yardstick as processes of their own, and reads what they cost.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const ROOT = path.resolve(import.meta.dirname, '../..');
const pg = createRequire(path.join(ROOT, 'package.json'))('pg');
/** Of this run only: the processes end with it. */
export const JWT_SECRET = 'a-secret-for-benches-that-is-long-enough-0123456789';
const MS_PER_TICK = 10;

/** The built product as an API node. `preload`: a module to run before it. */
export function startProduct({ url, directory, preload, nodeOptions = [], env = {} }) {
  const args = [...nodeOptions, ...(preload ? ['--import', preload] : []), path.join(ROOT, 'dist/src/main.js')];
  return started(args, /API\s+http:\/\/127\.0\.0\.1:(\d+)\/api/, {
    applicationName: 'punctual',
    cwd: directory,
    env: {
      DATABASE_URL: url,
      JWT_SECRET,
      SECRETS_KEY: JWT_SECRET,
      DATA_DIR: directory,
      PORT: '0',
      NODE_ROLES: 'api',
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
}

/** fastify + pg that send the statements in that file. */
export function startRaw({ url, statementsFile }) {
  return started([path.join(import.meta.dirname, 'raw-server.mjs')], /listening on (\d+)/, {
    applicationName: 'punctual-raw',
    cwd: ROOT,
    env: { DATABASE_URL: url, STATEMENTS: statementsFile },
  });
}

async function started(args, ready, { applicationName, cwd, env }) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  const port = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = ready.exec(said);
      if (found) resolve(Number(found[1]));
    });
    void ended.then((code) => reject(new Error(`${args.at(-1)} ended (${code}) before it was ready`)));
  });
  return {
    port,
    pid: child.pid,
    applicationName,
    /** What it has written so far. */
    output: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What each backend had used when it was last seen: those of idle connections end, and their time must not be taken back. */
const backends = new Map();

/** CPU time so far in milliseconds: of the process, and of PostgreSQL for it. Zero where there is no /proc. */
export async function cpuMs({ pid, applicationName }, url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
    [applicationName],
  );
  await client.end();
  const seen = backends.get(pid) ?? new Map();
  backends.set(pid, seen);
  for (const row of rows) seen.set(row.pid, ticks(row.pid) * MS_PER_TICK);
  return { node: ticks(pid) * MS_PER_TICK, database: [...seen.values()].reduce((sum, ms) => sum + ms, 0) };
}

function ticks(pid) {
  const stat = readProc(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? 0 : Number(fields[11]) + Number(fields[12]);
}

/** Resident memory in MB: now, and the most it ever was. */
export function memoryMb({ pid }) {
  const status = readProc(pid, 'status');
  const mb = (field) => Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
}

function readProc(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
