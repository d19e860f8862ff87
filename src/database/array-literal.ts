import { isoText } from '../clock/iso-text.js';

/**
 * A list as PostgreSQL's text form of an array, or undefined for what pg had better write itself (bytes, lists in lists,
 * objects with a form of their own). The same values as pg sends, several times faster: claims and ends carry thousands.
 */
export function arrayLiteral(values: readonly unknown[]): string | undefined {
  let text = '{';
  let separator = '';
  for (const value of values) {
    const element = elementLiteral(value);
    if (element === undefined) return undefined;
    text += separator + element;
    separator = ',';
  }
  return `${text}}`;
}

function elementLiteral(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'NULL';
    case 'object':
      return value === null ? 'NULL' : objectLiteral(value);
    default:
      return undefined;
  }
}

function objectLiteral(value: object): string | undefined {
  if (value instanceof Date) return `"${isoText(value)}"`;
  if (Array.isArray(value) || ArrayBuffer.isView(value) || 'toPostgres' in value) return undefined;
  return quoted(JSON.stringify(value));
}

/** What JSON writes with an escape that arrays do not know. */
const UNLIKE_JSON = /[\p{Control}\p{Surrogate}]/u;

function quoted(text: string): string {
  if (!text.includes('"') && !text.includes('\\')) return `"${text}"`;
  return UNLIKE_JSON.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : JSON.stringify(text);
}
