import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The text of a page, by its path from the root of the repository. */
export function page(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** Every page of the documentation: those in the root, and all below docs/. */
export function pages(): string[] {
  const inRoot = fs.readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const inDocs = fs
    .readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'));
  return [...inRoot, ...inDocs.map((name) => `docs/${name.replaceAll('\\', '/')}`)];
}

/** The pages whose examples are for readers: those of `pages()`, the examples' own, without decisions and their data. */
export function documentationPages(): string[] {
  const examples = fs.readdirSync(path.join(ROOT, 'examples')).map((name) => `examples/${name}/README.md`);
  return [...pages(), ...examples].filter((file) => !/^docs\/(?:decisions|vectors)\//.test(file)).sort();
}

/** A fenced block of a page: `sh`, `json`, … */
export interface CodeBlock {
  language: string;
  content: string;
  /** Where it begins, for people. */
  line: number;
}

/** The fenced blocks of a page, in order; those in lists without their indentation. */
export function codeBlocks(file: string): CodeBlock[] {
  const text = page(file);
  return Array.from(
    text.matchAll(/^( *)```(\w*)\n([^]*?)^\1```$/gm),
    ({ 1: indent = '', 2: language = '', 3: content = '', index }) => ({
      language,
      content: content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      line: text.slice(0, index).split('\n').length,
    }),
  );
}

/** The one block of a page that begins so. Throws when there is none. */
export function codeBlock(file: string, beginning: string): string {
  const found = codeBlocks(file).find(({ content }) => content.startsWith(beginning));
  if (!found) throw new Error(`${file} has no block that begins with ${beginning}`);
  return found.content;
}

/** The rows of the table whose head is `columns`, one record each; code marks are taken off. Throws when there is none. */
export function tableRows(file: string, columns: string[]): Record<string, string>[] {
  const lines = page(file).split('\n');
  const head = lines.findIndex((line) => cells(line).join('|') === columns.join('|'));
  if (head < 0) throw new Error(`${file} has no table with the columns ${columns.join(', ')}`);
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  return lines.slice(head + 2, end).map((line) => {
    const values = cells(line);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}

function cells(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
}

/** Targets of links to files, relative to the root of the repository, without their fragment. */
export function linkedFiles(file: string): string[] {
  const text = page(file).replaceAll(/^```[^]*?^```$/gm, '');
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:|^#/.test(target))
    .map((target) => path.posix.join(path.posix.dirname(file), target.replace(/#.*$/, '')));
}
