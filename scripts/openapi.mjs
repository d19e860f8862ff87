// npm run openapi: writes openapi.json as the built app serves it, and the types of the SDK that the tests use.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfNeeded, root } from './build-if-needed.mjs';
import { writeSdkTypes } from './sdk-types.mjs';

buildIfNeeded();
const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/check-boot.mjs'), '--write-openapi'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);
await writeSdkTypes();
console.log('openapi.json and test/sdk/punctual-api.d.ts are written: look at what changed, and commit both.');
