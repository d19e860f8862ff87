// @ts-check
import { formatWithOptions } from 'node:util';
import { report } from './reports.mjs';

const MAX_LINE = 4_000;
const MAX_LINES = 5_000;
const MAX_CHARACTERS = 1_000_000;

let lines = 0;
let characters = 0;

/** @param {string} text */
export function line(text) {
  lines += 1;
  characters += Math.min(text.length, MAX_LINE);
  if (lines <= MAX_LINES && characters <= MAX_CHARACTERS) report({ type: 'log', line: shortened(text) });
  else if (lines !== Infinity) {
    lines = Infinity;
    report({ type: 'log', line: 'The output ends here: the rest is left out.' });
  }
}

/** @param {string} text */
function shortened(text) {
  return text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
}

/** What job code and adaptors know as `console`. */
export const jobConsole = {
  log: said(''),
  info: said(''),
  debug: said(''),
  success: said(''),
  always: said(''),
  print: said(''),
  dir: said(''),
  table: said(''),
  trace: said(''),
  warn: said('Warning: '),
  error: said('Error: '),
  group: said(''),
  groupEnd: () => undefined,
  time: () => undefined,
  timeEnd: () => undefined,
  count: () => undefined,
  assert: (/** @type {unknown} */ holds, /** @type {unknown[]} */ ...values) => {
    if (!holds) said('Assertion failed: ')(...values);
  },
};

/** @param {string} prefix */
function said(prefix) {
  return (/** @type {unknown[]} */ ...values) => {
    if (lines === Infinity) return;
    const options = { depth: 4, breakLength: 120, maxArrayLength: 50, maxStringLength: MAX_LINE };
    line(prefix + formatWithOptions(options, ...values.map(withoutConfiguration)));
  };
}

/** Whoever logs the state does not mean to log its credentials. @param {unknown} value */
function withoutConfiguration(value) {
  if (value === null || typeof value !== 'object' || !('configuration' in value)) return value;
  return { ...value, configuration: '•••' };
}
