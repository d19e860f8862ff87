// One "node" of the app reduced to its launcher, for tests with real processes: node launcher-node.mjs <compiled launcher> <data directory>
// It prints one line of JSON when it has its database, and ends (after release) on the line `release`.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [entry = '', dataDir = ''] = process.argv.slice(2);
const { startEmbeddedPostgres } = await import(pathToFileURL(entry).href);
try {
  const server = await startEmbeddedPostgres({ dataDir, ephemeral: true });
  console.log(JSON.stringify({ url: server.url, startedHere: server.startedHere }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'release') continue;
    console.log(JSON.stringify(await server.release()));
    break;
  }
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
}
process.stdin.destroy();
