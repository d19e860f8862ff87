// Preloaded into the product for one short run: appends every statement that a request sends to RECORD_FILE, one JSON per line.
import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';

const pg = createRequire(new URL('../../package.json', import.meta.url))('pg');
const requests = new AsyncLocalStorage();
const { emit } = http.Server.prototype;
const { query } = pg.Client.prototype;

http.Server.prototype.emit = function emitWithin(event, ...rest) {
  return event === 'request'
    ? requests.run(true, () => emit.call(this, event, ...rest))
    : emit.call(this, event, ...rest);
};

// What the node does beside requests is of no interest.
pg.Client.prototype.query = function recorded(statement, ...rest) {
  const { name, text, values } = statement ?? {};
  if (requests.getStore() && typeof text === 'string')
    fs.appendFileSync(process.env.RECORD_FILE, `${JSON.stringify({ name, text, values })}\n`);
  return query.call(this, statement, ...rest);
};
