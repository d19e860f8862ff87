import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { occurrencesBetween } from '../occurrences.js';
import { compileSchedule, type Schedule } from '../schedule.js';
import { ScheduleError } from '../schedule.errors.js';

interface Vector {
  id: string;
  cron: string;
  timezone: string;
  after: string;
  next: string[];
  note?: string;
}

interface VectorFile {
  vectors: Vector[];
  reject: string[];
  accept: string[];
}

const text = readFileSync(new URL('../testdata/cron-vectors.json', import.meta.url), 'utf8');
const file: VectorFile = JSON.parse(text);

function cron(interval: string, timezone = 'UTC'): Schedule {
  return compileSchedule({ intervalType: 'cron', interval, timezone, startOn: null, endOn: null, anchor: new Date(0) });
}

describe('cron vectors', () => {
  it.each(file.vectors)('$id: "$cron" in $timezone after $after', (vector) => {
    const schedule = cron(vector.cron, vector.timezone);
    const found = [...occurrencesBetween(schedule, Date.parse(vector.after), Infinity, vector.next.length || 1)];
    expect(found).toEqual(vector.next.map((instant) => Date.parse(instant)));
    expect(schedule.isImpossible).toBe(vector.next.length === 0);
  });

  it.each(file.reject)('refuses "%s"', (expression) => {
    expect(() => cron(expression)).toThrow(ScheduleError);
  });

  it.each(file.accept)('takes "%s"', (expression) => {
    expect(() => cron(expression)).not.toThrow();
  });
});
