// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PROBE = pathToFileURL(path.resolve(import.meta.dirname, '../probes/driver-start.mjs')).href;

/** Lets a node note when its driver was called. @param {string} dist @param {string} file */
export function noting(dist, file) {
  return { nodeOptions: ['--import', PROBE], env: { BENCH_DIST: dist, BENCH_STARTS: file } };
}

/** Epoch ms by run id, after the node has ended in order. @param {string} file @returns {Map<string, number>} */
export function startsIn(file) {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]));
}
