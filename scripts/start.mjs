// npm start: builds when the sources are newer than dist/, then becomes the app (one process, so that signals reach it).
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
await import('../dist/src/main.js');
