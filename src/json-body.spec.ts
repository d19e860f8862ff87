import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BODY_LIMIT_BYTES, readJsonBodies } from './json-body.js';

let app: FastifyInstance;

beforeAll(() => {
  app = Fastify();
  readJsonBodies(app);
  app.post('/', (request, reply) => reply.send({ taken: request.body !== undefined }));
  app.setErrorHandler((error: { code?: string; kind?: string }, _request, reply) =>
    reply.status(error.kind === undefined || error.kind === 'malformed' ? 400 : 500).send(error.code),
  );
});
afterAll(() => app?.close());

async function answerTo(body: string): Promise<string> {
  const { statusCode, body: text } = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/json' },
    payload: body,
  });
  return `${statusCode} ${text}`;
}
/** As much of it as a body may hold. */
const full = (start: string, part: string): string =>
  start + part.repeat(Math.floor((BODY_LIMIT_BYTES - start.length) / part.length));
const keyed = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n])));

describe('a JSON body', () => {
  it.each(['"\\ud800"', '{"a":["\\uDFFF"]}', '{"\\ud83d":1}', '"\\ud83d\\ud83d"', '"\\ud83d\\\\udc4d"'])(
    'with half of a surrogate pair (%s) is refused, since no database can store it',
    async (body) => expect(await answerTo(body)).toBe('400 MALFORMED_TEXT'),
  );

  it.each(['"\\ud83d\\udc4d"', '"\\\\ud800"', '"\\u00e9 \\\\\\" \\uD83D\\uDC4D\\n"', '"👍"'])(
    'with whole characters (%s) is taken',
    async (body) => expect(await answerTo(body)).toBe('200 {"taken":true}'),
  );

  it.each([
    ['an open string of escaped quotes', full('{"a":"', '\\"')],
    ['an open string of backslashes', full('{"a":"', '\\')],
    ['many open strings', full('', '"\\"')],
    ['a key and endless blanks', full('{"constructor"', ' ')],
    ['keys without colons', full('[', '"constructor" ')],
  ])('of 1 MiB that is %s is refused', async (_, body) => {
    expect(await answerTo(body)).toBe('400 FST_ERR_CTP_INVALID_JSON_BODY');
  });

  it.each([
    ['{"a":"\\u0000"}', 'MALFORMED_TEXT'],
    ['{"a":"\\\\\\u0000"}', 'MALFORMED_TEXT'],
    ['{"\\"\\u0000":1}', 'MALFORMED_TEXT'],
    ['{"constructor" :1}', 'FORBIDDEN_KEY'],
    [`{"a\\"":${'['.repeat(100)}${']'.repeat(100)}}`, 'BODY_TOO_DEEP'],
  ])('%s is refused', async (body, code) => {
    expect(await answerTo(body)).toBe(`400 ${code}`);
  });

  it.each(['{"a":"\\\\u0000"}', '{"a\\\\":"[[\\"{{"}', `${'['.repeat(100)}${']'.repeat(100)}`, '"text"', '5'])(
    '%s is taken',
    async (body) => {
      expect(await answerTo(body)).toBe('200 {"taken":true}');
    },
  );

  it('has at most 2,000 keys in each object, wherever it is', async () => {
    for (const place of [(json: string) => json, (json: string) => `{"a":[1,{"b":${json}}]}`]) {
      expect(await answerTo(place(keyed(2_000)))).toBe('200 {"taken":true}');
      expect(await answerTo(place(keyed(2_001)))).toBe('400 BODY_TOO_MANY_KEYS');
      expect(await answerTo(place(keyed(60_000)))).toBe('400 BODY_TOO_MANY_KEYS');
    }
    expect(await answerTo(`[${keyed(1_500)},${keyed(1_500)}]`)).toBe('200 {"taken":true}');
  });
});
