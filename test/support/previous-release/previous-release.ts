import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The last commit of the previous release, and the last migration that it had. To be moved on with every release. */
export const PREVIOUS_RELEASE = 'b32e5ed3c5e12c58d8c5ca85901149390f9ffb7d';
export const LAST_MIGRATION_OF_PREVIOUS_RELEASE = 'Collaboration1795305600000';

/** The previous release as JavaScript: `entry` to start, `remove()` when done. */
export interface BuiltRelease {
  entry: string;
  remove(): void;
}

/** Whether this clone has its history: a shallow one, or an archive, has not. */
export function hasPreviousRelease(): boolean {
  return spawnSync('git', ['cat-file', '-e', `${PREVIOUS_RELEASE}^{commit}`], { cwd: ROOT }).status === 0;
}

/** Takes it from git and transpiles it beneath node_modules: its own code, on the dependencies of today. */
export function buildPreviousRelease(): BuiltRelease {
  const cache = path.join(ROOT, 'node_modules/.cache');
  fs.mkdirSync(cache, { recursive: true });
  const out = fs.mkdtempSync(path.join(cache, 'punctual-previous-'));
  const options = { cwd: ROOT, maxBuffer: 1 << 28 };
  const archive = execFileSync('git', ['archive', PREVIOUS_RELEASE, 'src', 'ormconfig.ts', 'package.json'], options);
  execFileSync('tar', ['x', '-C', out], { input: archive });
  const files = ['ormconfig.ts', ...sourcesIn(path.join(out, 'src')).map((name) => path.join('src', name))];
  for (const file of files) transpile(path.join(out, file));
  return { entry: path.join(out, 'src/main.js'), remove: () => fs.rmSync(out, { recursive: true, force: true }) };
}

function sourcesIn(directory: string): string[] {
  const names = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts') && !/\.(?:spec|d)\.ts$/.test(name));
}

function transpile(file: string): void {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  };
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), { compilerOptions });
  fs.writeFileSync(file.replace(/\.ts$/, '.js'), outputText);
}
