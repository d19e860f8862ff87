import { timezone } from '../../config/variables.js';

const CONTROL = /\p{Cc}/u;
const EMAIL = /^[^\s\p{Cc}<>,;]+@[^\s\p{Cc}<>,;]+$/u;

// A profile that can't be used is ignored: a token is not refused for its decoration.

/** The text, when it can be shown and stored; else undefined. */
export function displayText(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || claim.length > 255 || CONTROL.test(claim)) return undefined;
  return claim.trim() === '' ? undefined : claim.trim();
}

export function emailAddress(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.length <= 320 && EMAIL.test(claim) ? claim : undefined;
}

export function timezoneName(claim: unknown): string | undefined {
  return typeof claim === 'string' && isTimezone(claim) ? claim : undefined;
}

/** Whether it is an IANA zone. Intl also takes offsets such as `+02:00`, which have no clock changes: they are no zones here. */
export function isTimezone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text) || text.length > 64) return false;
  try {
    return timezone(text) === text;
  } catch {
    return false;
  }
}
