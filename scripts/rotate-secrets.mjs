// npm run secrets:rotate: builds when the sources are newer than dist/, then punctual rotate-secrets. See docs/operations.md.
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
process.argv.splice(2, 0, 'rotate-secrets');
await import('../dist/src/cli.js');
