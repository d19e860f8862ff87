// npm run seed:load -- --jobs 100000: fills the database (DATABASE_URL, else the embedded one in DATA_DIR) with jobs for
// load tests, and prints tokens of three users: one sees 50 jobs, one 20 %, one is a superuser. Only for empty databases.
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build-if-needed.mjs';
import { makeTokens, seedLoad } from './seed-load-data.mjs';

buildIfNeeded();
const { migrate, openDatabase } = await import('../dist/src/boot/database-boot.js');

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '10000' } } });
const jobs = Number(values.jobs);
const database = await openDatabase(
  { DATABASE_URL: process.env.DATABASE_URL, DATA_DIR: process.env.DATA_DIR ?? '.data' },
  (message) => console.error(message),
);
try {
  await migrate(database.url);
  const startedAt = performance.now();
  await seedLoad({ url: database.url, jobs, onProgress: (done) => show(done, performance.now() - startedAt) });
  process.stderr.write('\n');
  for (const { userId, sees, token } of await makeTokens(database.url))
    console.log(`${userId.padEnd(10)}  ${token}  ${sees}`);
} catch (error) {
  process.exitCode = 1;
  console.error(`seed-load: ${error.message}`);
} finally {
  await database.embedded?.release();
}

function show(done, elapsedMs) {
  const share = Math.floor((100 * done) / jobs);
  const left = Math.round(((elapsedMs / done) * (jobs - done)) / 1000);
  process.stderr.write(
    `\r${done.toLocaleString('en')} of ${jobs.toLocaleString('en')} jobs (${share} %), ${left} s left   `,
  );
}
