import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SOURCES = ['src/database/embedded', 'src/errors'];

/** The launcher as JavaScript, for child processes that must run without vitest: `entry` to import, `remove()` when done. */
export interface CompiledLauncher {
  entry: string;
  remove(): void;
}

/** Compiles the launcher alone (well under a second), beneath node_modules so that its imports resolve, independent of `dist`. */
export function compileLauncher(): CompiledLauncher {
  const cache = path.join(ROOT, 'node_modules/.cache');
  fs.mkdirSync(cache, { recursive: true });
  const out = fs.mkdtempSync(path.join(cache, 'punctual-launcher-'));
  fs.writeFileSync(path.join(out, 'package.json'), '{"type":"module"}');
  for (const file of SOURCES.flatMap(sourcesIn)) {
    const target = path.join(out, file.replace(/\.ts$/, '.js'));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, transpile(fs.readFileSync(path.join(ROOT, file), 'utf8')));
  }
  return {
    entry: path.join(out, 'src/database/embedded/embedded-postgres.js'),
    remove: () => fs.rmSync(out, { recursive: true, force: true }),
  };
}

function sourcesIn(folder: string): string[] {
  const names = fs.readdirSync(path.join(ROOT, folder));
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => path.join(folder, name));
}

function transpile(source: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}
