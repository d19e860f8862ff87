// npm run chaos: the built product under faults, and whether it kept its promises; see docs/reliability.md.
import { register } from 'node:module';
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
register('./typescript-hooks.mjs', import.meta.url);
await import('../test/chaos/main.ts');
