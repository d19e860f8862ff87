// npm run fuzz: 20,000 requests generated from /openapi.json against the built product. FUZZ_REQUESTS and FUZZ_SEED change
// how many and which; FUZZ_REPORT names a file for everything that was found.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfNeeded, root } from './build-if-needed.mjs';

buildIfNeeded();
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/e2e/fuzz.e2e.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { FUZZ_REQUESTS: '20000', FUZZ_SEED: String(Date.now() % 2 ** 31), ...process.env },
});
process.exitCode = status ?? 1;
