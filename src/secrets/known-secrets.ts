import { MASK } from './mask.js';

/** Shorter texts are words that occur anywhere. */
const MIN_LENGTH = 5;
const MOST_RECENT = 500;

/**
 * The secrets that this process has had in clear, so that none of them gets into a log: those of its environment, for good,
 * and those that were opened for runs, the most recent 500.
 */
export class KnownSecrets {
  private readonly lasting = new Set<string>();
  private readonly recent = new Set<string>();
  private pattern: RegExp | undefined;

  /** Secrets of the environment. */
  keep(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) if (isTelling(secret)) this.lasting.add(secret);
    this.pattern = undefined;
  }

  /** A secret that was opened: a text, or JSON with texts in it. */
  learn(opened: string): void {
    for (const secret of textsIn(opened)) this.remember(secret);
  }

  /** The text without them, in whichever of their usual forms they come up. */
  mask(text: string): string {
    if (this.lasting.size + this.recent.size === 0) return text;
    this.pattern ??= patternOf([...this.lasting, ...this.recent]);
    return text.replace(this.pattern, MASK);
  }

  private remember(secret: string): void {
    if (!isTelling(secret) || this.lasting.has(secret)) return;
    const isNew = !this.recent.delete(secret);
    this.recent.add(secret);
    if (this.recent.size > MOST_RECENT) this.recent.delete(this.recent.values().next().value ?? '');
    if (isNew) this.pattern = undefined;
  }
}

/** One per process, as its log is. */
export const knownSecrets = new KnownSecrets();

function isTelling(secret: string | undefined): secret is string {
  return secret !== undefined && secret.length >= MIN_LENGTH;
}

function textsIn(opened: string): string[] {
  if (!/^["[{]/.test(opened)) return [opened];
  try {
    return leaves(JSON.parse(opened));
  } catch {
    return [opened];
  }
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [];
}

function patternOf(secrets: string[]): RegExp {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    urlEncoded(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ]);
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return new RegExp(longestFirst.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'), 'g');
}

/** Texts that are no Unicode can't be part of a URL. */
function urlEncoded(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}
