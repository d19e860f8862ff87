// npm run migrate: builds when the sources are newer than dist/, then brings the schema up to date. See docs/operations/upgrade.md.
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
await import('../dist/src/migrate.js');
