// npm run migrate: builds when the sources are newer than dist/, then punctual migrate. See docs/operations/upgrade.md.
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
process.argv.splice(2, 0, 'migrate');
await import('../dist/src/cli.js');
