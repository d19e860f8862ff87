import type { Readable } from 'node:stream';
import { isScalar, Lexer, parseDocument, visit } from 'yaml';
import type { YAMLMap } from 'yaml';
import { DomainError } from '../../errors/domain-error.js';
import type { ProblemDetail } from '../../errors/domain-error.js';
import { BODY_LIMIT_BYTES } from '../../json-body.js';

const MAX_DEPTH = 60;
const MAX_INDENTATION = 120;
/** Some seconds of work for the parser, in which the node does nothing else. */
const MAX_TOKENS = 200_000;
/** What the lexer puts before a scalar. */
const SCALAR = '\u001f';
/** As JSON bodies: the time that checking an object against its class takes grows by the square. */
const MAX_KEYS = 2_000;
/** Keys that JavaScript takes for its own. */
const DANGEROUS_KEYS = ['__proto__', 'constructor', 'prototype'];
/** PostgreSQL stores neither NUL nor halves of characters. */
const NOT_TEXT = /\0|\p{Surrogate}/u;

/** The whole text of a body. @throws DomainError `BODY_TOO_LARGE` (413), `MALFORMED_TEXT` (400) */
export async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DomainError('malformed', 'MALFORMED_TEXT', 'The file is not UTF-8. Save it as UTF-8 and send it again.');
  }
}

/**
 * The value of one YAML (or JSON) document of plain data: no anchors to multiply, no types of its own.
 * @throws DomainError `MALFORMED_YAML` (400), `FORBIDDEN_KEY`, `MALFORMED_TEXT`
 */
export function parseYaml(text: string): unknown {
  refuseShape(text);
  try {
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: false, uniqueKeys: false });
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) throw malformed(problem.message.slice(0, 200), placeOf(text, problem.pos[0]));
    visit(document, { Map: (_, node) => refuseDoubleKeys(node) });
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    refuseUnfit(value);
    return value;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw malformed('This is not a YAML document');
  }
}

/**
 * Before anything goes down into the text: the parser recurses, and a stack that overflows there can end the process.
 * Each level of blocks takes a column of indentation or an indicator in the line, each level of brackets a bracket.
 */
function refuseShape(text: string): void {
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

/** By a set: the parser itself would compare each key with all before it. */
function refuseDoubleKeys({ items }: YAMLMap): void {
  if (items.length > MAX_KEYS) throw malformed(`An object has ${items.length} keys; at most ${MAX_KEYS} are allowed`);
  const seen = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key)) throw malformed('A key must be plain text');
    const name = String(key.value);
    if (seen.has(name)) throw malformed(`"${name.slice(0, 100)}" is there twice; names must be unique`);
    seen.add(name);
  }
}

/** What JSON could not say either, or what must not reach what stores it. */
function refuseUnfit(root: unknown): void {
  const left: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, path, depth } = next;
    if (depth > MAX_DEPTH) throw tooDeep();
    if (typeof value === 'string') refuseText(value, path);
    if (typeof value === 'number' && !Number.isFinite(value)) throw malformed(`${path} is not a number`);
    if (typeof value === 'bigint') throw malformed(`${path} is too large a number`);
    if (value === null || typeof value !== 'object') continue;
    const entries = Object.entries(value);
    if (!Array.isArray(value)) refuseKeys(entries, path);
    for (const [key, item] of entries)
      left.push({ value: item, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 });
  }
}

function refuseKeys(entries: [string, unknown][], path: string): void {
  if (entries.length > MAX_KEYS)
    throw malformed(`${path || 'The document'} has ${entries.length} keys; at most ${MAX_KEYS} are allowed`);
  for (const [key] of entries) {
    refuseText(key, path);
    if (DANGEROUS_KEYS.includes(key))
      throw new DomainError('malformed', 'FORBIDDEN_KEY', `"${key}" can't be used as a key. Rename it.`, [
        { path: path === '' ? key : `${path}.${key}`, message: 'is not allowed as a key' },
      ]);
  }
}

function refuseText(text: string, path: string): void {
  if (!NOT_TEXT.test(text)) return;
  throw new DomainError('malformed', 'MALFORMED_TEXT', `${path} holds the NUL character or half a character.`, [
    { path, message: 'must be text without NUL and without halves of characters' },
  ]);
}

function tooDeep(): DomainError {
  return malformed(`The document must be nested at most ${MAX_DEPTH} levels deep`);
}

function tooLarge(): DomainError {
  const limit = `${BODY_LIMIT_BYTES / 1024} KiB`;
  return new DomainError('tooLarge', 'BODY_TOO_LARGE', `The file is larger than ${limit}. Split the project.`);
}

function malformed(message: string, position?: { line: number; col: number }): DomainError {
  const details: ProblemDetail[] | undefined = position && [
    { path: `line ${position.line}, column ${position.col}`, message },
  ];
  const where = position ? ` (line ${position.line}, column ${position.col})` : '';
  return new DomainError('malformed', 'MALFORMED_YAML', `${message}${where}.`, details);
}

function placeOf(text: string, offset: number): { line: number; col: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, col: offset - before.lastIndexOf('\n') };
}
