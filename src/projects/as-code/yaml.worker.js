// @ts-check
// Reads one YAML document in a thread of its own: a document may be written so that the parser works for seconds.
import { parentPort, workerData } from 'node:worker_threads';
import { Lexer, isScalar, parseDocument, visit } from 'yaml';

/** As deep as JSON bodies may be, and what a file has around them. */
const MAX_DEPTH = 120;
const MAX_INDENTATION = 300;
const MAX_TOKENS = 200_000;
/** What the lexer puts before a scalar. */
const SCALAR = '\u001f';
/** As JSON bodies: the time that checking an object against its class takes grows by the square. */
const MAX_KEYS = 2_000;
/** Keys that JavaScript takes for its own. */
const DANGEROUS_KEYS = ['__proto__', 'constructor', 'prototype'];
/** PostgreSQL stores neither NUL nor halves of characters. */
const NOT_TEXT = /\0|\p{Surrogate}/u;

// The parser makes an error for each thing that is wrong, and what takes long about them is their stacks.
Error.stackTraceLimit = 0;

/** @typedef {{ code: string, message: string, details?: { path: string, message: string }[] }} Problem */

class Refused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** @param {string} text @returns {unknown} */
function read(text) {
  refuseShape(text);
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false, uniqueKeys: false });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw malformed(problem.message.slice(0, 200), placeOf(text, problem.pos[0]));
  visit(document, { Map: (_, node) => refuseDoubleKeys(node) });
  const value = document.toJS({ maxAliasCount: 0 });
  refuseUnfit(value);
  return value;
}

/**
 * Before anything goes down into the text: the parser recurses, and a stack that overflows there can end the process.
 * Each level of blocks takes a column of indentation or an indicator in the line, each level of brackets a bracket.
 * @param {string} text
 */
function refuseShape(text) {
  let [brackets, indicators, tokens] = [0, 0, 0];
  let isLineStart = true;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isText = before === SCALAR;
    before = token;
    tokens += 1;
    if (tokens > MAX_TOKENS) throw malformed('The document has too many parts. Split the project');
    if (isText) continue;
    if (/^[*&!]/.test(token)) throw malformed('Anchors, aliases ("*name") and tags ("!type") are not read');
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    else if (token === '-' || token === '?' || token === ':') indicators += 1;
    if (brackets < 0) throw malformed('A bracket is closed that was not opened');
    const isIndentation = isLineStart && token.startsWith(' ');
    isLineStart = token === '\n' || token === '\r\n';
    if ((isLineStart && brackets === 0) || token === ',') indicators = 0;
    if (brackets > MAX_DEPTH || indicators > MAX_DEPTH || (isIndentation && token.length > MAX_INDENTATION))
      throw tooDeep();
  }
}

/**
 * By a set: the parser itself would compare each key with all before it.
 * @param {import('yaml').YAMLMap} map
 */
function refuseDoubleKeys({ items }) {
  if (items.length > MAX_KEYS) throw malformed(`An object has ${items.length} keys; at most ${MAX_KEYS} are allowed`);
  const seen = new Set();
  for (const { key } of items) {
    if (!isScalar(key)) throw malformed('A key must be plain text');
    const name = String(key.value);
    if (seen.has(name)) throw malformed(`"${name.slice(0, 100)}" is there twice; names must be unique`);
    seen.add(name);
  }
}

/**
 * What JSON could not say either, or what must not reach what stores it.
 * @param {unknown} root
 */
function refuseUnfit(root) {
  const left = [{ value: root, path: '', depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, path, depth } = next;
    if (depth > MAX_DEPTH) throw tooDeep();
    if (typeof value === 'string') refuseText(value, path);
    if (typeof value === 'number' && !Number.isFinite(value)) throw malformed(`${path} is not a number`);
    if (typeof value === 'bigint') throw malformed(`${path} is too large a number`);
    if (value === null || typeof value !== 'object') continue;
    for (const [key, item] of Object.entries(value)) {
      const itemPath = path === '' ? key : `${path}.${key}`;
      refuseText(key, path);
      if (DANGEROUS_KEYS.includes(key)) throw forbiddenKey(key, itemPath);
      left.push({ value: item, path: itemPath, depth: depth + 1 });
    }
  }
}

/** @param {string} text @param {string} path */
function refuseText(text, path) {
  if (!NOT_TEXT.test(text)) return;
  throw new Refused({
    code: 'MALFORMED_TEXT',
    message: `${path} holds the NUL character or half a character.`,
    details: [{ path, message: 'must be text without NUL and without halves of characters' }],
  });
}

/** @param {string} key @param {string} path */
function forbiddenKey(key, path) {
  const details = [{ path, message: 'is not allowed as a key' }];
  return new Refused({ code: 'FORBIDDEN_KEY', message: `"${key}" can't be used as a key. Rename it.`, details });
}

function tooDeep() {
  return malformed(`The document must be nested at most ${MAX_DEPTH} levels deep`);
}

/** @param {string} message @param {{ line: number, column: number }} [place] */
function malformed(message, place) {
  const where = place && `line ${place.line}, column ${place.column}`;
  return new Refused({
    code: 'MALFORMED_YAML',
    message: `${message}${where ? ` (${where})` : ''}.`,
    ...(where ? { details: [{ path: where, message }] } : {}),
  });
}

/** @param {string} text @param {number} offset */
function placeOf(text, offset) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** @param {string} text @returns {{ value: unknown } | { problem: Problem }} */
function answer(text) {
  try {
    return { value: read(text) };
  } catch (error) {
    return { problem: (error instanceof Refused ? error : malformed('This is not a YAML document')).problem };
  }
}

parentPort?.postMessage(answer(workerData));
