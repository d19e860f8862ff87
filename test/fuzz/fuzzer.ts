import fc from 'fast-check';
import { isJsonObject } from '../../src/drivers/data/json-value.js';
import { AnswerRules } from './answers.js';
import type { FuzzAnswer } from './answers.js';
import { operationsOf } from './openapi.js';
import type { ApiDocument, Operation } from './openapi.js';
import { Places } from './places.js';
import { ValueMaker } from './values.js';

/** One request. */
export interface FuzzRequest {
  operation: Operation;
  user: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export interface Finding {
  problem: string;
  request: FuzzRequest;
}

export interface FuzzOptions {
  url: string;
  document: ApiDocument;
  /** A token of this user, made now. */
  token: (user: string) => string;
  users: string[];
  /** What is appended to the names of users at the n-th request; root is always the same. */
  generation: (index: number) => number;
  requests: number;
  seed: number;
  /** Paths that are left alone, with their method. */
  without: string[];
  /** Makes things to ask about, before the n-th request; answers in which their addresses are. */
  plant: (index: number) => Promise<unknown[]>;
  onProgress?: (done: number, findings: number) => void;
}

const AT_ONCE = 8;
/** Generated requests delete, disable, move and rename what they meet. */
const PLANT_EVERY = 250;
/** Streams never end, and manual runs take as long as they take. */
const PATIENCE_MS = 5_000;

/** Sends generated requests and compares each answer with the document. The same seed makes the same requests of the same answers. */
export class Fuzzer {
  readonly findings: Finding[] = [];
  /** How many answers of each status there were. */
  readonly statuses = new Map<number, number>();
  unanswered = 0;
  private readonly operations: Operation[];
  private readonly places: Places;
  private readonly values: ValueMaker;
  private readonly rules: AnswerRules;
  private sent = 0;

  constructor(private readonly options: FuzzOptions) {
    const { document, without } = options;
    this.operations = operationsOf(document).filter(({ method, path }) => !without.includes(`${method} ${path}`));
    this.places = new Places(Object.keys(document.paths));
    this.values = new ValueMaker(document);
    this.rules = new AnswerRules(document);
  }

  async run(): Promise<void> {
    this.places.learn(await this.options.plant(0));
    const work = async (): Promise<void> => {
      while (this.sent < this.options.requests) {
        const index = this.sent++;
        if (index % PLANT_EVERY === PLANT_EVERY - 1) this.places.learn(await this.options.plant(index + 1));
        await this.one(this.requestOf(index));
        if (index % 500 === 499) this.options.onProgress?.(index + 1, this.findings.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  private async one(request: FuzzRequest): Promise<void> {
    const answer = await this.send(request);
    if (!answer) {
      this.unanswered += 1;
      return;
    }
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    if (request.user === 'root') this.places.met(request.url.split('?', 1)[0]!, answer.status !== 404);
    if (answer.status < 300 && answer.contentType.includes('json') && answer.text !== '')
      this.places.learn(JSON.parse(answer.text));
    const problem = this.rules.problem(request.operation, answer);
    if (problem !== undefined) this.findings.push({ problem, request });
  }

  private requestOf(index: number): FuzzRequest {
    const seed = this.options.seed + index * 7919;
    const sample = <T>(values: fc.Arbitrary<T>, salt: number): T =>
      fc.sample(values, { seed: seed + salt, numRuns: 1 })[0]!;
    const random = (below: number, salt = 1): number => mixed(seed + salt * 104_729) % below;
    const drawn = this.operations[random(this.operations.length, 2)]!;
    // What is deleted as often as it is made leaves nothing to ask about.
    const operation =
      drawn.method === 'DELETE' && random(4, 17) > 0 ? this.operations[random(this.operations.length, 18)]! : drawn;
    const { parameters = [], requestBody } = operation;
    const found = random(10, 3) < 8 ? this.places.address(operation.path, (below) => random(below, 4)) : operation.path;
    const path = found.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema;
      return encoded(asText(sample(this.values.of(schema ?? { type: 'string' }), 5 + name.length))) || 'x';
    });
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && random(3, 6 + parameter.name.length) === 0)
      .map(
        ({ name, schema }) => `${encoded(name)}=${encoded(asText(sample(this.values.of(schema), 7 + name.length)))}`,
      );
    if (random(25, 8) === 0) query.push('surprise=1');
    const bodies = Object.entries(requestBody?.content ?? {});
    const [type, { schema, examples } = {}] = bodies[random(Math.max(1, bodies.length), 9)] ?? [];
    const name = this.options.users[random(this.options.users.length, 10)]!;
    const user = name === 'root' ? name : `${name}-${this.options.generation(index)}`;
    const generated = type === undefined ? undefined : sample(this.values.of(schema), 11);
    const known = Object.values(examples ?? {});
    const right = random(2, 19) === 0 ? known[random(Math.max(1, known.length), 20)]?.value : undefined;
    const body =
      type === undefined
        ? undefined
        : bodyText(
            type,
            varied(right, generated, (below) => random(below, 21)),
          );
    const headers: Record<string, string> =
      body === undefined ? {} : { 'Content-Type': type === '*/*' ? 'text/plain' : type! };
    if (random(20, 12) === 0) headers['If-Match'] = sample(fc.constantFrom('"1"', '*', 'W/"x"', 'nonsense'), 13);
    if (random(20, 14) === 0) headers['Idempotency-Key'] = `key-${random(50, 15)}`;
    if (operation.path === '/api/jobs/{id}' && operation.method === 'POST' && random(4, 16) > 0)
      headers['Prefer'] = 'respond-async';
    return { operation, user, url: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}`, headers, body };
  }

  private async send({ operation, user, url, headers, body }: FuzzRequest): Promise<FuzzAnswer | undefined> {
    try {
      const response = await fetch(this.options.url + url, {
        method: operation.method,
        headers: { Authorization: `Bearer ${this.options.token(user)}`, ...headers },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const contentType = response.headers.get('content-type') ?? '';
      if (!contentType.startsWith('text/event-stream'))
        return { status: response.status, contentType, text: await response.text() };
      await response.body?.cancel();
      return { status: response.status, contentType, text: '…' };
    } catch {
      return undefined;
    }
  }
}

/** A number that looks random, and is the same for the same one. */
function mixed(from: number): number {
  let bits = (from + 0x6d2b79f5) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A body that is right but perhaps for one field, so that what lies behind the first check is met, too. */
function varied(right: unknown, generated: unknown, random: (below: number) => number): unknown {
  if (right === undefined) return generated;
  if (!isJsonObject(right) || !isJsonObject(generated)) return right;
  const [name, value] = Object.entries(generated)[random(2 * Object.keys(generated).length + 1)] ?? [];
  return name === undefined ? right : { ...right, [name]: value };
}

function bodyText(type: string, value: unknown): string {
  return type.includes('json') || typeof value !== 'string' ? JSON.stringify(value) : value;
}

/**
 * As a URL can carry it: half of a surrogate pair can't be; and one or two dots alone are a step in the path for every
 * client of URLs, encoded or not, so that another route would be asked.
 */
function encoded(text: string): string {
  const sound = Buffer.from(text, 'utf8').toString('utf8');
  return ['.', '..'].includes(sound) ? '...' : encodeURIComponent(sound);
}
