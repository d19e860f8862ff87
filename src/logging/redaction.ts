import type { Env } from '../config/env.js';
import { knownSecrets } from '../secrets/known-secrets.js';
import { MASK } from '../secrets/mask.js';

const SECRET_KEY = String.raw`[\w-]*(?:password|passwd|secret|token|authorization|api[-_]?key|cookie)`;

/** What looks like a secret, whoever it belongs to. */
const PATTERNS: [pattern: RegExp, replacement: string][] = [
  // Fields with a telling name at any depth, also of JSON inside a text.
  [new RegExp(String.raw`("${SECRET_KEY}"\s*:\s*)"(?:[^"\\]|\\.)*"`, 'gi'), `$1"${MASK}"`],
  [new RegExp(String.raw`(\\"${SECRET_KEY}\\"\s*:\s*)\\"(?:[^"\\]|\\\\.)*\\"`, 'gi'), `$1\\"${MASK}\\"`],
  [/\b(Bearer|Basic) +[\w.~+/=-]{6,}/gi, `$1 ${MASK}`],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, MASK],
  [/\bpnc_[\w-]{20,}/g, MASK],
  [/(:\/\/[^\s/:@"\\]*:)[^\s/@"\\]+@/g, `$1${MASK}@`],
];

/** A line of the log without secrets. */
export function redacted(line: string): string {
  return PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), knownSecrets.mask(line));
}

/** Secrets of the environment are told to no log from now on. */
export function keepSecretsOf(env: Partial<Env>, databaseUrl = env.DATABASE_URL): void {
  const urls = [databaseUrl, env.SMTP_URL, ...Object.values(env.SQL_CONNECTIONS ?? {})];
  knownSecrets.keep(
    env.JWT_SECRET,
    env.SECRETS_KEY,
    env.SECRETS_KEY_PREVIOUS,
    env.ADMIN_PASSWORD,
    env.METRICS_TOKEN,
    ...urls.flatMap(passwordsIn),
  );
}

function passwordsIn(text: string | undefined): string[] {
  if (text === undefined || !URL.canParse(text)) return [];
  const { password } = new URL(text);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
