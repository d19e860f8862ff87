import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { locateBinaries, type Binaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { prepareDataHome, type DataHome } from './data-directory.js';
import { codeOf, directoryForeign, passwordRefused, reasonOf, startFailed } from './embedded.errors.js';
import { Guard } from './guard.js';
import { DATABASE, openKeeper, prepareDatabase, type Keeper } from './keeper.js';
import { findRunningServer, type RunningServer } from './postmaster-file.js';
import { releaser } from './release.js';
import { choosePort, launchServer } from './server-process.js';

const START_DEADLINE_MS = 120_000;
const RETRY_MS = 100;

export interface EmbeddedPostgresOptions {
  /** Where the data, the password and the server's log live. Made if missing. */
  dataDir: string;
  /** For tests: no fsync; a power cut may lose everything. */
  ephemeral?: boolean;
  /** Gets progress, one line each; never a secret. */
  log?: (message: string) => void;
  /**
   * With it, a server that dies before `release()` is started again. It hears, once and in one line, that this could not be
   * done, or only on another port: then `url` leads nowhere any more.
   */
  onLost?: (reason: Error) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://punctual:<password>@127.0.0.1:<port>/punctual`; a secret. The role may create databases and is no superuser. */
  url: string;
  /** False: this start took over, or joined, a server that ran on the data directory already. */
  startedHere: boolean;
  /** Where the data really is: not always where it was asked for (see `notice`). */
  dataDir: string;
  /** One line for the user when the data had to go elsewhere. */
  notice?: string;
  /**
   * Call it after the pools are closed. Stops the server, unless other clients (other nodes) are still connected: then it is left to the last
   * of them. Idempotent; never rejects.
   */
  release(): Promise<{ stopped: boolean }>;
}

interface Attempt {
  home: DataHome;
  binaries: Binaries;
  password: string;
  ephemeral: boolean;
  deadline: number;
  takenPort?: number;
  lastProblem?: string;
}

interface Joined {
  server: RunningServer & { port: number };
  keeper: Keeper;
}

/**
 * Starts a PostgreSQL of our own on `dataDir`, or takes over the one that already runs there (another node's, or what a killed process left).
 * Password-protected, on 127.0.0.1 only, durable unless `ephemeral`. It outlives this process until `release()`.
 * Any number of starts may run at once: PostgreSQL's own lock lets one server live, and the others join it.
 * Throws DomainError('unavailable') with one line that says what is wrong and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const ephemeral = options.ephemeral ?? false;
  const home = prepareDataHome(options.dataDir);
  const binaries = locateBinaries(home);
  if (!fs.existsSync(home.home)) log(`Creating the database in ${home.dir}`);
  await ensureCluster(home, binaries, ephemeral);
  const attempt = { home, binaries, password: readPassword(home), ephemeral, deadline: Date.now() + START_DEADLINE_MS };
  const { joined, startedHere } = await startOrJoin(attempt);
  const { pid, port } = joined.server;
  log(
    `PostgreSQL ${binaries.version} ${startedHere ? 'started' : 'was already running'} on 127.0.0.1:${port} (pid ${pid})`,
  );
  joined.keeper.unref();
  const guard = new Guard(joined.keeper, {
    revive: async () => {
      const again = await startOrJoin({ ...attempt, deadline: Date.now() + START_DEADLINE_MS });
      const { server } = again.joined;
      log(
        `PostgreSQL ${again.startedHere ? 'was started again' : 'is back'} on 127.0.0.1:${server.port} (pid ${server.pid})`,
      );
      return { keeper: again.joined.keeper, port: server.port };
    },
    port,
    log,
    ...(options.onLost && { onLost: options.onLost }),
  });
  return {
    url: `postgres://${DATABASE}:${attempt.password}@127.0.0.1:${port}/${DATABASE}`,
    startedHere,
    dataDir: home.dir,
    ...(home.notice === undefined ? {} : { notice: home.notice }),
    release: releaser(home, attempt.password, guard),
  };
}

async function startOrJoin(attempt: Attempt): Promise<{ joined: Joined; startedHere: boolean }> {
  while (Date.now() < attempt.deadline) {
    const running = findRunningServer(attempt.home.cluster);
    const server = running ?? (await launch(attempt));
    const joined = server && (await join(attempt, server));
    if (joined) return { joined, startedHere: !running };
    await pause(RETRY_MS);
  }
  throw startFailed(attempt.lastProblem ?? 'it did not answer in time', attempt.home.log);
}

async function launch(attempt: Attempt): Promise<RunningServer | undefined> {
  const port = await choosePort(attempt.home.portFile, attempt.takenPort);
  if (port === undefined) throw startFailed('there is no free port on 127.0.0.1', attempt.home.log);
  const result = await launchServer(attempt.home, attempt.binaries, { ...attempt, port });
  if (!('kind' in result)) return result;
  if (result.kind === 'fatal') throw startFailed(result.reason, attempt.home.log);
  if (result.kind === 'port-taken') attempt.takenPort = port;
  attempt.lastProblem = result.reason;
  return undefined;
}

/** Undefined when the server is not ready yet or is just going away: look again. */
async function join(attempt: Attempt, server: RunningServer): Promise<Joined | undefined> {
  const { pid, port } = server;
  if (!server.ready || port === undefined) {
    attempt.lastProblem = `the server that runs there (pid ${pid}) does not get ready`;
    return undefined;
  }
  let keeper: Keeper | undefined;
  try {
    keeper = await openKeeper(port, attempt.password);
    await prepareDatabase(keeper);
    return { server: { ...server, port }, keeper };
  } catch (error) {
    await keeper?.end().catch(() => undefined);
    if (codeOf(error) === '28P01') throw passwordRefused(attempt.home.passwordFile, pid);
    if (isLasting(error)) throw startFailed(reasonOf(error), attempt.home.log);
    attempt.lastProblem = `the server (pid ${pid}) does not answer: ${reasonOf(error)}`;
    return undefined;
  }
}

/** An answer of PostgreSQL that waiting does not change; not: starting up, shutting down, too many connections. */
function isLasting(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(57P|53300|08)/.test(error.code ?? '57P');
}

function readPassword(home: DataHome): string {
  try {
    return fs.readFileSync(home.passwordFile, 'utf8').trim();
  } catch (error) {
    throw directoryForeign(home.dir, `its password file ${home.passwordFile} cannot be read (${reasonOf(error)})`);
  }
}
