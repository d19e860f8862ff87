// Writes data.sql: what the previous release holds in its database when its node is killed.
// node test/support/previous-release/record.mjs MAIN_JS DATABASE_URL, with pg_dump of that server in PATH.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { JWT_SECRET, SECRETS_KEY, workOfPeople } from './people.mjs';

const [main = '', url = ''] = process.argv.slice(2);
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-record-'));
const node = spawn(process.execPath, [main], {
  cwd: dataDir,
  env: {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PORT: '0',
    JWT_SECRET,
    SECRETS_KEY,
    ADMIN_PASSWORD: 'a password for the tests',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise((resolve) => {
  let said = '';
  node.stdout.on('data', (text) => {
    said += text;
    const found = /API\s+(http:\S+)\/api$/m.exec(said)?.[1];
    if (found && said.includes('Ctrl-C')) resolve(found);
  });
});
await workOfPeople(address).finally(() => node.kill('SIGKILL'));

const options = ['--data-only', '--inserts', '--rows-per-insert=1000', '--load-via-partition-root', '--no-comments'];
const tables = ['--exclude-table-data=migrations', '--exclude-table-data=typeorm_metadata'];
const dump = execFileSync('pg_dump', [...options, ...tables, url], { encoding: 'utf8', maxBuffer: 1 << 28 });
const statements = dump
  .replaceAll(`${os.hostname()}:`, 'node:')
  .split('\n')
  .filter((line) => !/^(?:--|\\|SET |SELECT pg_catalog|$)/.test(line));
const head = '-- What the previous release stored (see people.mjs); written by record.mjs with pg_dump, not by hand.\n';
fs.writeFileSync(path.join(import.meta.dirname, 'data.sql'), `${head}${statements.join('\n')}\n`);
fs.rmSync(dataDir, { recursive: true });
