import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { envVariables } from '../../src/config/env.js';
import type { Variable } from '../../src/config/variables.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** How long a node may take to close when the grace of its runs is over; see docs/operations.md. */
export const CLOSING_MS = 60_000;

export const deployFile = (name: string): string => fs.readFileSync(path.join(ROOT, 'deploy', name), 'utf8');

/** Every document of a YAML file in deploy/, read strictly. */
export function yamlDocuments<T>(name: string): T[] {
  return parseAllDocuments(deployFile(name), { strict: true, merge: true, uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${name}: ${document.errors[0]!.message}`);
    return document.toJS() as T;
  });
}

/** `NAME=value` lines of a file of environment variables, with those that are commented out. */
export function envFile(name: string): Record<string, string> {
  const lines = Array.from(deployFile(name).matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/gm));
  return Object.fromEntries(lines.map(([, variable = '', value = '']) => [variable, value]));
}

/** What is wrong with these variables: names that the product does not read, and values that it refuses. */
export function wrongVariables(values: Record<string, string | undefined>): string[] {
  const known: Record<string, Variable<unknown>> = envVariables;
  return Object.entries(values).flatMap(([name, value]) => {
    if (!known[name]) return [`${name} is not in src/config/env.ts`];
    if (value === undefined || value === '') return [];
    try {
      known[name].parse(value);
      return [];
    } catch (error) {
      return [`${name} ${(error as Error).message}`];
    }
  });
}

/** `1m30s`, `100s`, `15min` in ms. */
export function durationMs(text: string): number {
  const unitMs: Record<string, number> = { s: 1_000, m: 60_000, min: 60_000, h: 3_600_000 };
  const parts = Array.from(text.matchAll(/(\d+)(min|[smh])?/g));
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitMs[unit ?? 's']!, 0);
}
