import {
  boolean,
  connections,
  integer,
  list,
  networks,
  oneOf,
  origins,
  principalName,
  secret,
  someOf,
  text,
  timezone,
  url,
} from './variables.js';
import type { Variable } from './variables.js';

const variable = <T>(
  about: string,
  parse: (value: string) => T,
  fallback: string,
): Variable<T> & { fallback: string } => ({
  about,
  parse,
  fallback,
});
const optional = <T>(about: string, parse: (value: string) => T): Variable<T> => ({ about, parse });

/** Every environment variable that the product reads. `.env.example` lists the same ones; a test compares them. */
export const envVariables = {
  PORT: variable('TCP port of the API', integer(0, 65_535), '3000'),
  HOST: variable('Address to listen on; 0.0.0.0 for all interfaces', text, '127.0.0.1'),
  PUBLIC_URL: optional('Absolute URL under which clients reach this service', url('http:', 'https:')),
  DATABASE_URL: optional(
    'PostgreSQL 15 or newer. Unset: an embedded PostgreSQL is started in DATA_DIR',
    url('postgres:', 'postgresql:'),
  ),
  DATA_DIR: variable('Where the embedded database, generated secrets and the outbox live', text, '.data'),
  DB_POOL: variable('Database connections per node', integer(2, 500), '10'),
  MIGRATE_ON_START: variable(
    'Bring the schema up to date at the start; false: refuse to start while it is behind',
    boolean,
    'true',
  ),
  JWT_SECRET: optional(
    'HS256 key for tokens. Generated and kept in DATA_DIR when the database is embedded',
    secret(32),
  ),
  JWT_JWKS_URI: optional(
    'Keys of an OIDC issuer (RS256, ES256); needs JWT_ISSUER and JWT_AUDIENCE',
    url('http:', 'https:'),
  ),
  JWT_ISSUER: optional('Required `iss` of tokens', text),
  JWT_AUDIENCE: optional('Required `aud` of tokens', text),
  JWT_TRUSTED_CLAIMS: variable(
    'Which of superuser,permissions,teams count in tokens of the JWKS issuer',
    (value) => (value === '' ? [] : someOf('superuser', 'permissions', 'teams')(value)),
    '',
  ),
  DEFAULT_REPRESENTATION: variable('Answer of routes that have two representations', oneOf('hal', 'jsonapi'), 'hal'),
  RESTRICTED_DRIVERS: variable('Job types that need the permission permission.drivers.<type>', list, 'openfn'),
  ADMIN_USERNAME: variable('First superuser, created when there is no user yet', principalName, 'admin'),
  ADMIN_PASSWORD: optional('Password of the first superuser. Unset: generated and printed once', secret(8)),
  TOKEN_FAILURES_PER_MINUTE: variable(
    'Bad tokens that one address may send to this node in a minute; 0 for any number',
    integer(0, 1_000_000),
    '300',
  ),
  TRUSTED_PROXIES: variable('Addresses or networks of proxies whose X-Forwarded-For tells who calls', networks, ''),
  CORS_ORIGINS: variable('Origins whose pages may call the API from a browser; * for all', origins, ''),
  SMTP_URL: optional('Mail server. Unset: messages go as .eml files to DATA_DIR/outbox', url('smtp:', 'smtps:')),
  MAIL_FROM: variable('Sender of mails', text, 'Punctual <punctual@localhost>'),
  SECRETS_KEY: optional(
    'Encrypts secret fields at rest. Generated and kept in DATA_DIR when the database is embedded',
    secret(32),
  ),
  SECRETS_KEY_PREVIOUS: optional('A second key that secrets are opened with, while SECRETS_KEY changes', secret(32)),
  METRICS_TOKEN: optional('Bearer token that reads /metrics. Unset: only programs on this machine read it', secret(16)),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    'OpenTelemetry collector that gets traces, as OTLP over HTTP',
    url('http:', 'https:'),
  ),
  OTEL_SERVICE_NAME: variable('Name of this service in traces', text, 'punctual'),
  SQL_CONNECTIONS: optional(
    'Named connections that SQL datasets may read: JSON of name and PostgreSQL URL',
    connections,
  ),
  DEFAULT_TIMEZONE: variable('Time zone of jobs whose creator has none', timezone, 'UTC'),
  SCHEDULER_CONCURRENCY: variable('Runs at the same time on this node', integer(1, 10_000), '64'),
  SHUTDOWN_GRACE_MS: variable(
    'How long running jobs may finish after SIGTERM, in milliseconds',
    integer(0, 3_600_000),
    '10000',
  ),
  NODE_ROLES: variable('What this node does', someOf('api', 'scheduler'), 'api,scheduler'),
  NODE_QUEUES: variable('Worker pools (a job names one in `queue`) whose jobs this node runs', list, 'default'),
  RETENTION_DAYS: variable('Days that the history of jobs is kept; 0 keeps it for ever', integer(0, 36_500), '90'),
  ALLOW_PRIVATE_NETWORK: variable('Let jobs call private, loopback and link-local addresses', boolean, 'false'),
  OPENFN_SANDBOX: variable(
    'How openfn jobs run: off, unshare (fenced, Linux) or process (no network fence)',
    oneOf('off', 'unshare', 'process'),
    'off',
  ),
  OPENFN_ADAPTORS: variable(
    'Adaptors of OPENFN_ADAPTORS_DIR that openfn jobs may use: packages, or package@version',
    list,
    '',
  ),
  OPENFN_ADAPTORS_DIR: optional('Where further adaptors are installed (npm install --prefix)', text),
  OPENFN_MEMORY_MB: variable('Memory of an openfn job, in MB of JavaScript heap', integer(64, 16_384), '256'),
  OPENFN_TIMEOUT_MS: variable(
    'How long an openfn job may take at most, in milliseconds',
    integer(1_000, 86_400_000),
    '300000',
  ),
  OPENFN_CONCURRENCY: variable('openfn jobs at the same time on this node', integer(1, 1_000), '4'),
  UPLOAD_LIMIT_BYTES: variable('Largest file that can be uploaded', integer(1, 2 ** 30), '26214400'),
  LOG_LEVEL: variable(
    'Lowest level that is logged',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
  ),
} satisfies Record<string, Variable<unknown>>;

type Variables = typeof envVariables;
type Value<V> = V extends { fallback: string; parse: (text: string) => infer T }
  ? T
  : V extends { parse: (text: string) => infer T }
    ? T | undefined
    : never;

/** The validated environment. Durations are milliseconds; optional variables are undefined when unset or blank. */
export type Env = { [Name in keyof Variables]: Value<Variables[Name]> };

/** All problems of the environment at once, one line each. */
export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
    this.name = 'EnvError';
  }
}

/**
 * Reads and validates the environment; the only reader of `process.env` in the product.
 * @throws EnvError that lists every problem, one line each
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const problems: string[] = [];
  const env: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries<Variable<unknown>>(envVariables)) {
    const given = source[name]?.trim();
    const value = given === undefined || given === '' ? definition.fallback : given;
    if (value === undefined) continue;
    try {
      env[name] = definition.parse(value);
    } catch (error) {
      problems.push(`${name}${shown(name, value)} ${(error as Error).message}.`);
    }
  }
  problems.push(...crossProblems(env as Env));
  if (problems.length > 0) throw new EnvError(problems);
  return env as Env;
}

/** The same for what needs only the database: with DATABASE_URL it is not asked how tokens are checked. */
export function readEnvOfDatabase(source: Record<string, string | undefined> = process.env): Env {
  return readEnv({ ...source, JWT_SECRET: source['JWT_SECRET']?.trim() || 'no token is checked with this one' });
}

function shown(name: string, value: string): string {
  return /SECRET|PASSWORD|KEY|TOKEN|URL|CONNECTIONS/.test(name) ? '' : `="${value}"`;
}

function crossProblems(env: Env): string[] {
  const problems: string[] = [];
  if (env.DATABASE_URL && !env.JWT_SECRET && !env.JWT_JWKS_URI)
    problems.push(
      'JWT_SECRET is required with DATABASE_URL: every node needs the same one (try: openssl rand -hex 32).',
    );
  if (env.SECRETS_KEY_PREVIOUS !== undefined && env.SECRETS_KEY_PREVIOUS === env.SECRETS_KEY)
    problems.push('SECRETS_KEY_PREVIOUS is the same as SECRETS_KEY: leave it out.');
  if (env.JWT_JWKS_URI && !env.JWT_ISSUER) problems.push('JWT_ISSUER is required with JWT_JWKS_URI.');
  if (env.JWT_JWKS_URI && !env.JWT_AUDIENCE) problems.push('JWT_AUDIENCE is required with JWT_JWKS_URI.');
  return problems;
}
