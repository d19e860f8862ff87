import fs from 'node:fs';
import path from 'node:path';
import type { JournalLine } from './evidence.js';

/** What to add to the monotonic clock of this machine to get its wall clock, in milliseconds. */
export function wallClockOffsetMs(): number {
  return Date.now() - Number(process.hrtime.bigint() / 1_000n) / 1_000;
}

/** All lines of all journals, in the order of time. @throws Error when a line is torn */
export function readJournals(files: string[], offsetMs: number): JournalLine[] {
  return files.flatMap((file) => readJournal(file, offsetMs)).sort((one, other) => one.atMs - other.atMs);
}

function readJournal(file: string, offsetMs: number): JournalLine[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((text) => {
    const { t, ...line } = JSON.parse(text) as JournalLine & { t: number };
    return { ...line, atMs: t + offsetMs, process: path.basename(file, '.jsonl') };
  });
}
