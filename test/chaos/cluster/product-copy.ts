import fs from 'node:fs';
import path from 'node:path';
import { mutantNamed } from '../mutants.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The built product, copied so that a build in the meantime does not matter, and so that a mutant can be bred from it. */
export class ProductCopy {
  private constructor(readonly dist: string) {}

  static make(mutantName?: string): ProductCopy {
    // Below node_modules: there its imports resolve.
    const cache = path.join(ROOT, 'node_modules/.cache');
    fs.mkdirSync(cache, { recursive: true });
    const dist = fs.mkdtempSync(path.join(cache, 'punctual-chaos-'));
    const copy = new ProductCopy(dist);
    try {
      fs.cpSync(path.join(ROOT, 'dist'), dist, { recursive: true });
      fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(dist, 'package.json'));
      if (mutantName) copy.mutate(mutantName);
    } catch (error) {
      copy.remove();
      throw error;
    }
    return copy;
  }

  remove(): void {
    fs.rmSync(this.dist, { recursive: true, force: true });
  }

  private mutate(name: string): void {
    for (const { file, find, replace } of mutantNamed(name).mutations) {
      const target = path.join(this.dist, 'src', `${file}.js`);
      const source = fs.readFileSync(target, 'utf8');
      if (!source.includes(find)) throw new Error(`the mutant ${name} does not fit ${file} any more: see mutants.ts`);
      fs.writeFileSync(
        target,
        source.replace(find, () => replace),
      );
    }
  }
}
