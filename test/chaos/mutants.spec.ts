import fs from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from './mutants.js';

/** What a file is built to, which is what mutants change; workers run as they are. */
function builtOf(file: string): string {
  const source = `src/${file}.ts`;
  if (!fs.existsSync(source)) return fs.readFileSync(`src/${file}.js`, 'utf8');
  const { config } = ts.readConfigFile('tsconfig.json', (path) => fs.readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  return ts.transpileModule(fs.readFileSync(source, 'utf8'), {
    compilerOptions: { ...options, module: ts.ModuleKind.ESNext },
  }).outputText;
}

describe('every mutant', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    'still fits what is built: %s',
    (_, { mutations }) => {
      for (const { file, find } of mutations) expect(builtOf(file)).toContain(find);
    },
  );
});
