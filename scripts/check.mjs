// npm run check: everything but the tests; stops at the first step that fails and shows its output.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './build-if-needed.mjs';

const bin = (file) => path.join(root, 'node_modules', file);
/** @type {[name: string, args: string[]][]} */
const steps = [
  ['format', [bin('oxfmt/bin/oxfmt'), '--check']],
  ['lint', [bin('oxlint/bin/oxlint'), '--type-aware']],
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  ['build', [bin('@nestjs/cli/bin/nest.js'), 'build']],
  ['migration drift', ['scripts/check-migrations.mjs']],
  ['boot of dist', ['scripts/check-boot.mjs']],
];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const startedAt = performance.now();
for (const [name, args] of steps) {
  const since = performance.now();
  const { code, output } = await run(args);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${seconds(since)}`);
  if (code === 0) continue;
  console.error(output.trimEnd());
  console.error(`check failed at: ${name} (node ${args.join(' ')})`);
  process.exit(1);
}
console.log(`check passed: ${steps.length} steps, ${seconds(startedAt)}`);

/** Runs a Node program; its output is only shown when it fails. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
