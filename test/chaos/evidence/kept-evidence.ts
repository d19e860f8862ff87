import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Evidence } from './evidence.js';

const FILE = 'evidence.json';
const DATES = new Set(['createdAt', 'savedAt', 'scheduledFor', 'finishedAt', 'rangeTo', 'startedAt', 'endedAt']);

/** Puts the evidence beside journals, logs and database, and takes it all to where no test run cleans up. @returns where */
export function keepEvidence(directory: string, evidence: Evidence): string {
  fs.writeFileSync(path.join(directory, FILE), JSON.stringify(evidence));
  const kept = fs.mkdtempSync(path.join(os.tmpdir(), `punctual-chaos-seed-${evidence.seed}-`));
  fs.renameSync(directory, kept);
  return kept;
}

/** Evidence that was kept, from its file. */
export function readEvidence(file: string): Evidence {
  return JSON.parse(fs.readFileSync(file, 'utf8'), (key, value: unknown) =>
    DATES.has(key) && typeof value === 'string' ? new Date(value) : value,
  ) as Evidence;
}
