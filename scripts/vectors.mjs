// npm run vectors: writes docs/vectors/*.json from the evaluator. See docs/vectors/README.md.
import fs from 'node:fs';
import path from 'node:path';
import { buildIfNeeded, root } from './build-if-needed.mjs';
import { vectorFiles } from './vectors/vector-files.mjs';

buildIfNeeded();
const { previewSchedule } = await import('../dist/src/schedules/preview.js');
const { offsetAt } = await import('../dist/src/schedules/zones.js');
for (const [name, content] of vectorFiles({ previewSchedule, offsetAt })) {
  const file = path.join(root, 'docs/vectors', name);
  fs.writeFileSync(file, content);
  console.log(`${path.relative(root, file)}: ${JSON.parse(content).vectors.length} vectors`);
}
