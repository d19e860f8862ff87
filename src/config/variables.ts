import ipaddr from 'ipaddr.js';

/** One environment variable: how it is read, what stands for it when it is unset, and what it is for. */
export interface Variable<T> {
  about: string;
  fallback?: string;
  /** Returns the value or throws an Error whose message ends the sentence `NAME="value" …`. */
  parse: (text: string) => T;
}

export const text = (value: string): string => value;

export const principalName = (value: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._@-]{0,254}$/.test(value))
    throw new Error('is not a user name: it begins with a letter or digit and holds only letters, digits, . _ @ and -');
  return value;
};

/** A comma-separated list; blanks are dropped. */
export const list = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export const integer =
  (min: number, max: number) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^-?\d+$/.test(value) || number < min || number > max)
      throw new Error(`is not a whole number from ${min} to ${max}`);
    return number;
  };

export const boolean = (value: string): boolean => {
  if (['true', '1', 'yes'].includes(value.toLowerCase())) return true;
  if (['false', '0', 'no'].includes(value.toLowerCase())) return false;
  throw new Error('is neither true nor false');
};

export const oneOf =
  <T extends string>(...allowed: T[]) =>
  (value: string): T => {
    if (!allowed.includes(value as T)) throw new Error(`is not one of ${allowed.join(', ')}`);
    return value as T;
  };

export const someOf =
  <T extends string>(...allowed: T[]) =>
  (value: string): T[] => {
    const items = list(value);
    const unknown = items.filter((item) => !allowed.includes(item as T));
    if (items.length === 0 || unknown.length > 0)
      throw new Error(`must be a comma-separated list of ${allowed.join(', ')}`);
    return items as T[];
  };

export const url =
  (...protocols: string[]) =>
  (value: string): string => {
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
      throw new Error(`is not a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
    return value;
  };

export const secret =
  (minLength: number) =>
  (value: string): string => {
    if (value.length < minLength)
      throw new Error(`is too short: it needs at least ${minLength} characters (try: openssl rand -hex 32)`);
    return value;
  };

/** Addresses and networks: `10.0.0.0/8, 192.0.2.7`. */
export const networks = (value: string): string[] => {
  const items = list(value);
  const isNetwork = (item: string): boolean =>
    item.includes('/')
      ? ipaddr.isValidCIDR(item)
      : ipaddr.IPv6.isValid(item) || ipaddr.IPv4.isValidFourPartDecimal(item);
  const wrong = items.find((item) => !isNetwork(item));
  if (wrong !== undefined)
    throw new Error('must be a comma-separated list of addresses and networks such as 10.0.0.0/8');
  return items;
};

/** Origins as browsers send them, or `*`. */
export const origins = (value: string): string[] => {
  const items = list(value);
  const isOrigin = (item: string): boolean =>
    item === '*' || (URL.canParse(item) && /^https?:/.test(item) && new URL(item).origin === item);
  if (!items.every(isOrigin))
    throw new Error(
      'must be a comma-separated list of origins such as https://app.example.com (no path, no slash), or *',
    );
  return items;
};

export const timezone = (value: string): string => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: value });
  } catch {
    throw new Error('is not an IANA time zone such as Europe/Berlin');
  }
  return value;
};

/** `{"warehouse":"postgres://…"}`: named connections that SQL datasets may read. */
export const connections = (value: string): Record<string, string> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw new Error('is not JSON such as {"warehouse":"postgres://reader:secret@db/sales"}');
  }
  const entries = parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed) ? Object.entries(parsed) : [];
  if (entries.length === 0 || entries.some(([, target]) => typeof target !== 'string' || !URL.canParse(target)))
    throw new Error('must be a JSON object of connection names and PostgreSQL URLs');
  return Object.fromEntries(entries);
};
