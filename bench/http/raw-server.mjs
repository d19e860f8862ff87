// The yardstick: fastify + pg, nothing else. Answers GET /<case>/<variant> by the statements that the product sends for
// that case (STATEMENTS: a JSON file). Variants: `rows`, the same select as rows, written as JSON by fastify; `same`, the
// very statement; `all`, everything that the product asks for the request: who is calling, whether they may, the thing.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../package.json', import.meta.url));
const { default: fastify } = require('fastify');
const pg = require('pg');

const cases = JSON.parse(fs.readFileSync(process.env.STATEMENTS, 'utf8'));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, application_name: 'punctual-raw' });
const app = fastify();

const AS_TEXT = `coalesce(string_agg(row_to_json(i)::text, ','), '') AS items, count(*)::int AS count FROM`;

for (const [name, { main: asSent, all }] of Object.entries(cases)) {
  const main = alone(asSent);
  const rows = { ...main, text: main.text.replace(AS_TEXT, 'i.* FROM'), name: main.name && `rows.${main.name}` };
  app.get(`/${name}/rows`, async () => (await pool.query(rows)).rows);
  app.get(`/${name}/same`, async (_request, reply) => answer(reply, await pool.query(main)));
  app.get(`/${name}/all`, async (_request, reply) => {
    let last;
    for (const statement of all) last = await pool.query(statement);
    return answer(reply, last);
  });
}

/** The thing itself, without what the product asks beside it: whether the caller is who it was (its last parameter). */
function alone(statement) {
  const found = /^SELECT [^]*? AS "callerText", c\.\* FROM \(([^]*)\) c$/.exec(statement.text);
  if (!found) return statement;
  const { name, values } = statement;
  return { name: name && `alone.${name}`, text: found[1], values: values.slice(0, -1) };
}

/** Items that are JSON already are sent as they are. */
function answer(reply, { rows }) {
  const [row] = rows;
  if (typeof row?.items !== 'string') return rows;
  void reply.header('Content-Type', 'application/json; charset=utf-8');
  return `{"items":[${row.items}],"total":${row.total ?? null}}`;
}

await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listening on ${app.server.address().port}\n`);
process.on('SIGTERM', () => process.exit(0));
