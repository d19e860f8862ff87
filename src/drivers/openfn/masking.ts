import { MASK } from '../../secrets/mask.js';

/** Shorter texts are words that occur anywhere. */
const MIN_LENGTH = 5;
/** What is in a configuration and no secret. */
const PLAIN_KEY = /url|host|port|user|email|database|version|type|region|timeout/i;

/** Replaces the secrets of a configuration wherever they come up, also in the forms in which they travel. */
export function masker(configuration: Record<string, unknown> | undefined): (text: string) => string {
  const forms = secretTexts(configuration ?? {}).flatMap(({ user, secret }) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    ...(user === undefined ? [] : [Buffer.from(`${user}:${secret}`).toString('base64')]),
  ]);
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

interface SecretText {
  secret: string;
  /** The name that goes with it in Basic authorization. */
  user: string | undefined;
}

function secretTexts(value: Record<string, unknown>): SecretText[] {
  const user = [value['username'], value['user'], value['email']].find((one) => typeof one === 'string');
  return Object.entries(value).flatMap(([key, item]) => {
    if (item !== null && typeof item === 'object') return secretTexts(item as Record<string, unknown>);
    const isSecret = typeof item === 'string' && item.length >= MIN_LENGTH && !PLAIN_KEY.test(key);
    return isSecret ? [{ secret: item, user }] : [];
  });
}

/** Any JSON with its texts masked. */
export function maskedJson(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskedJson(item, mask));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [mask(key), maskedJson(item, mask)]));
}
