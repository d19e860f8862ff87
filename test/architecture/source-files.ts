import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** A file of src/, as the rules about structure look at it. */
export interface SourceFile {
  /** From the root of the repository: `src/jobs/slug.ts`. */
  path: string;
  /** First folder below src/, or '' for files directly in it. */
  module: string;
  text: string;
  imports: ImportedFile[];
  packages: string[];
}

export interface ImportedFile {
  path: string;
  /** Erased by the compiler: no dependency at run time. */
  typeOnly: boolean;
}

/** Every TypeScript file of src/; specs and their test data are left out. */
export function sourceFiles(): SourceFile[] {
  return fs
    .readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('src', name.replaceAll('\\', '/')))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('/testdata/'))
    .map(read);
}

const IMPORT =
  /^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

function read(file: string): SourceFile {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
  const found = Array.from(text.matchAll(IMPORT), ([statement, type, from, dynamic]) => ({
    specifier: (from ?? dynamic)!,
    typeOnly: type !== undefined || /^import\s*\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)+\}/.test(statement),
  }));
  const relative = found.filter(({ specifier }) => specifier.startsWith('.'));
  const folders = file.split('/');
  return {
    path: file,
    module: folders.length > 2 ? folders[1]! : '',
    text,
    imports: relative.map(({ specifier, typeOnly }) => ({
      path: path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts'),
      typeOnly,
    })),
    packages: found.map(({ specifier }) => specifier).filter((specifier) => !specifier.startsWith('.')),
  };
}

/** A cycle in a graph as the names along it, or undefined. */
export function findCycle(graph: ReadonlyMap<string, Iterable<string>>): string[] | undefined {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return undefined;
    trail.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    trail.pop();
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return undefined;
}
