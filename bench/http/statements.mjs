// Which statements the product sends for each case: asked of the product itself, in a run of its own.
import fs from 'node:fs';
import path from 'node:path';
import { startProduct } from './processes.mjs';

/** Names of statements that say who is calling and whether they may; the rest is the thing itself. */
const BESIDE = /^(?:callers|access|job-datasets)\./;
/** What is read of the thing by the statement that decides access to it. */
const ALONG = /\(SELECT row_to_json\(d\) FROM \(([^]*?)\) d\) AS thing,/;

/**
 * @returns {Promise<Map<string, { path: string, main: object, all: object[] }>>} by the name of the case; `path` is complete
 */
export async function recordStatements({ url, directory, cases, tokenOf }) {
  const file = path.join(directory, 'statements.jsonl');
  fs.writeFileSync(file, '');
  const preload = path.join(import.meta.dirname, 'record-statements.mjs');
  const product = await startProduct({ url, directory, preload, env: { RECORD_FILE: file } });
  const ask = async (where, who, accept = '*/*') => {
    const response = await fetch(`http://127.0.0.1:${product.port}${where}`, {
      headers: { Authorization: `Bearer ${tokenOf(who)}`, Accept: accept },
    });
    if (!response.ok) throw new Error(`${where} as ${who} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  try {
    const recorded = new Map();
    for (const { name, path: template, who, accept } of cases) {
      const where = await completed(template, who, ask);
      // Twice: the first request may find out what later ones know.
      await ask(where, who, accept);
      fs.writeFileSync(file, '');
      await ask(where, who, accept);
      const all = fs
        .readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      recorded.set(name, { path: where, all, main: mainOf(all) });
    }
    return recorded;
  } finally {
    await product.stop();
  }
}

/** The thing itself, as the product reads it, without the caller and the access to it. */
function mainOf(all) {
  const alone = all.findLast((statement) => !BESIDE.test(statement.name ?? ''));
  if (alone) return alone;
  const { name, text, values } = all.findLast((statement) => ALONG.test(statement.text));
  const thing = ALONG.exec(text)[1].replaceAll('($1::text[])[1]', '$2').replaceAll('f.id', '$1');
  const [callerId] = values[0].slice(1, -1).replaceAll('"', '').split(',');
  return { name: `thing.${name}`, text: thing, values: [values[3], callerId] };
}

async function completed(template, who, ask) {
  if (template.includes('{project}')) {
    const { data } = await ask('/api/jobs?page=2&page_size=9', who, 'application/vnd.api+json');
    const { id, relationships } = data[0];
    return template.replace('{project}', relationships.project.data.id).replace('{id}', id);
  }
  if (!template.includes('{id}')) return template;
  const page = await ask('/api/jobs?start=17&limit=1', who);
  return template.replace('{id}', page._embedded['inf:job'][0].id);
}
