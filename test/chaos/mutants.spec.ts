import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from './mutants.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

function sourceOf(file: string): string {
  const [source] = ['ts', 'js'].map((ending) => path.join(ROOT, 'src', `${file}.${ending}`)).filter(fs.existsSync);
  return source === undefined ? '' : fs.readFileSync(source, 'utf8');
}

describe('every mutant', () => {
  it.each(MUTANTS)('still fits the sources: $name', ({ mutations }) => {
    const misfits = mutations.filter(({ file, find }) => !sourceOf(file).includes(find));
    expect(misfits).toEqual([]);
  });
});
