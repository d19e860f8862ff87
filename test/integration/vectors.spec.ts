import fs from 'node:fs';
import path from 'node:path';
import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { vectorFiles } from '../../scripts/vectors/vector-files.mjs';
import { previewSchedule } from '../../src/schedules/preview.js';
import { compileSchedule } from '../../src/schedules/schedule.js';
import { offsetAt } from '../../src/schedules/zones.js';
import { bruteForceNext } from '../support/brute-force-cron.js';
import { tableRows } from '../support/markdown.js';

const DIRECTORY = path.resolve(import.meta.dirname, '../../docs/vectors');

interface Vector {
  id: string;
  expression?: string;
  interval?: string;
  startOn?: string;
  zone: string;
  from: string;
  next: string | null;
  why: string;
}

const committed = new Map(
  fs
    .readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, fs.readFileSync(path.join(DIRECTORY, name), 'utf8')]),
);
const vectors = [...committed.values()].flatMap((text) => (JSON.parse(text) as { vectors: Vector[] }).vectors);
const crons = vectors.filter((vector) => vector.expression !== undefined);
const shown = (atMs: number | null | undefined): string | null =>
  atMs === null || atMs === undefined ? null : new Date(atMs).toISOString().replace('.000Z', 'Z');

describe('docs/vectors', () => {
  it('holds what the script writes', () => {
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(vectorFiles({ previewSchedule, offsetAt })));
  });

  it('has some hundred vectors, each with an id of its own and a reason', () => {
    expect(vectors.length).toBeGreaterThan(500);
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
    expect(vectors.filter(({ why }) => why === '')).toEqual([]);
  });

  it('is what the evaluator says', () => {
    const wrong = vectors.filter(({ expression, interval, startOn, zone, from, next }) => {
      const schedule = compileSchedule({
        intervalType: expression === undefined ? 'simple' : 'cron',
        interval: expression ?? interval ?? null,
        timezone: zone,
        startOn: startOn === undefined ? null : new Date(startOn),
        endOn: null,
        anchor: new Date(0),
      });
      return shown(schedule.next(Date.parse(from))) !== next;
    });
    expect(wrong).toEqual([]);
  });

  it('is what a second evaluator finds, that asks Intl minute by minute', { timeout: 180_000 }, () => {
    const wrong = crons
      .map((vector) => ({
        ...vector,
        found: shown(bruteForceNext(vector.expression!, vector.zone, Date.parse(vector.from))),
      }))
      .filter(({ found, next }) => found !== next);
    expect(wrong).toEqual([]);
  });

  it('is what croner says, but for the differences that its README lists', () => {
    const differences = crons.filter(({ expression, zone, from, next }) => {
      try {
        const found = new Cron(expression!, { timezone: zone, paused: true }).nextRun(new Date(from));
        return shown(found?.getTime()) !== next;
      } catch {
        return true;
      }
    });
    const listed = tableRows('docs/vectors/README.md', ['vectors', 'what croner does', 'why we differ']).flatMap(
      (row) => row['vectors']!.split(', '),
    );
    expect(differences.map(({ id }) => id).sort()).toEqual(listed.sort());
  });
});
