import { describe, expect, it } from 'vitest';

import { DAY_MS, HOUR_MS, MINUTE_MS, dayNumberOfWall } from './calendar.js';
import { compileSchedule, type Schedule } from './schedule.js';
import { actedOut, isShown, type MinuteJob } from './testdata/acted-out.js';
import { ALL_ZONES, FROM_MS, TO_MS, allZoneGroups, type Spell, type ZoneGroup } from './testdata/all-zones.js';
import { cronSpec } from './testdata/schedule-specs.js';
import { wallAt } from './zones/local-time.js';
import { zoneTable } from './zones.js';

// All zones, unless the suite is run once more under another zone of the host: see test/integration/host-timezone.spec.ts.
const EVERY = Number(process.env['EVERY_NTH_ZONE'] ?? 1);
const groups = allZoneGroups(EVERY);

interface Change {
  atMs: number;
  fromWallMs: number;
  toWallMs: number;
}

function changesOf({ spells }: ZoneGroup): Change[] {
  return spells.slice(1).map(({ startMs, offsetMs }, index) => ({
    atMs: startMs,
    fromWallMs: startMs + spells[index]!.offsetMs,
    toWallMs: startMs + offsetMs,
  }));
}

/** The civil dates that a zone's clock never shows. */
function missingDates(group: ZoneGroup): Set<number> {
  const dates = new Set<number>();
  for (const { fromWallMs, toWallMs } of changesOf(group))
    for (let day = dayNumberOfWall(fromWallMs); day <= dayNumberOfWall(toWallMs); day++)
      if (!isShown(group.spells, day)) dates.add(day);
  return dates;
}

function cron(expression: string, timezone: string): Schedule {
  return compileSchedule(cronSpec(expression, timezone));
}

/** The segments of a zone table, with those that were only cut put together. */
function tableSpells(timezone: string): Pick<Spell, 'startMs' | 'offsetMs'>[] {
  const zone = zoneTable(timezone);
  const found: Pick<Spell, 'startMs' | 'offsetMs'>[] = [];
  for (let atMs = FROM_MS; atMs < TO_MS; atMs = zone.segmentAt(atMs).endMs) {
    const { offsetMs } = zone.segmentAt(atMs);
    if (found.at(-1)?.offsetMs !== offsetMs) found.push({ startMs: atMs, offsetMs });
  }
  return found;
}

describe('the table of every zone', () => {
  it('has the clock changes that Intl tells of from 1990 to 2040, to the second, and no others', () => {
    for (const { timezone, spells } of groups) {
      const told = spells.map(({ startMs, offsetMs }) => ({ startMs: Math.max(startMs, FROM_MS), offsetMs }));
      expect({ timezone, spells: tableSpells(timezone) }).toEqual({ timezone, spells: told });
    }
    expect(ALL_ZONES.length).toBeGreaterThan(400);
  });
});

describe('a fixed daily job', { timeout: 180_000 }, () => {
  /** The date that a run belongs to: its own, or the one before when a gap carried it over midnight. */
  const nominalDate = (wallMs: number, timeOfDayMs: number): number => {
    const date = dayNumberOfWall(wallMs);
    return wallMs - date * DAY_MS >= timeOfDayMs ? date : date - 1;
  };

  it.each([
    ['30 2 * * *', 2.5 * HOUR_MS],
    ['0 0 * * *', 0],
  ])('("%s") owns exactly one run on each civil date of every zone from 1990 to 2040', (expression, timeOfDayMs) => {
    for (const group of groups) {
      const { timezone } = group;
      const [schedule, zone, missing] = [cron(expression, timezone), zoneTable(timezone), missingDates(group)];
      let date = dayNumberOfWall(FROM_MS);
      let atMs = schedule.next(FROM_MS - DAY_MS)!;
      while (nominalDate(wallAt(zone, atMs), timeOfDayMs) < date) atMs = schedule.next(atMs)!;
      for (; atMs < TO_MS; atMs = schedule.next(atMs)!) {
        while (missing.has(date)) date++;
        const owned = nominalDate(wallAt(zone, atMs), timeOfDayMs);
        if (owned !== date)
          throw new Error(`${timezone}: a run of day ${owned} since 1970, where that of ${date} should be`);
        date++;
      }
      expect(date).toBeGreaterThan(dayNumberOfWall(TO_MS) - 2);
    }
  });
});

const minuteOf = (wallMs: number): number => Math.floor(wallMs / MINUTE_MS) % 60;
const hourOf = (wallMs: number): number => Math.floor(wallMs / HOUR_MS) % 24;
const upTo = (count: number, step = 1): number[] => Array.from({ length: Math.ceil(count / step) }, (_, n) => n * step);
const HOURS = upTo(24);

/** Daily at a time of day. */
function daily(wallMs: number): MinuteJob {
  const [minute, hour] = [minuteOf(wallMs), hourOf(wallMs)];
  return { expression: `${minute} ${hour} * * *`, isWild: false, minutes: [minute], hours: [hour] };
}

/** Jobs that a change can hurt: daily at its edges and inside, fixed and wild ones around it. */
function jobsAround({ fromWallMs, toWallMs }: Change): { job: MinuteJob; hours: number }[] {
  const [low, high] = [Math.min(fromWallMs, toWallMs), Math.max(fromWallMs, toWallMs)];
  const edges = [low - MINUTE_MS, low, (low + high) / 2, high - MINUTE_MS, high, high + MINUTE_MS];
  const near = [hourOf(low), (hourOf(low) + 1) % 24];
  return [
    ...edges.map((wallMs) => ({ job: daily(wallMs), hours: 25 })),
    { job: { expression: '0-59/15 0-23 * * *', isWild: false, minutes: upTo(60, 15), hours: HOURS }, hours: 3 },
    { job: { expression: '0 * * * *', isWild: true, minutes: [0], hours: HOURS }, hours: 4 },
    { job: { expression: '*/7 * * * *', isWild: true, minutes: upTo(60, 7), hours: HOURS }, hours: 2 },
    { job: { expression: `*/20 ${near.join()} * * *`, isWild: true, minutes: upTo(60, 20), hours: near }, hours: 25 },
    { job: { expression: '30 */2 * * *', isWild: true, minutes: [30], hours: upTo(24, 2) }, hours: 8 },
  ];
}

function expectLaws(schedule: Schedule, expected: number[], fromMs: number, name: string): void {
  let lastMs = fromMs;
  for (const atMs of expected) {
    // The same next from everywhere between two occurrences: it lies ahead, and they go strictly forward.
    for (const fromHere of [lastMs, Math.floor((lastMs + atMs) / 2), atMs - 1]) {
      const next = schedule.next(fromHere);
      if (next !== atMs) throw new Error(`${name}: after ${fromHere} comes ${atMs}, not ${next}`);
    }
    lastMs = atMs;
  }
}

describe('around every clock change of every zone from 1990 to 2040', { timeout: 180_000 }, () => {
  it('fixed and wild jobs run as the acted-out rule says, and every instant between two runs has the same next', () => {
    let count = 0;
    for (const group of groups) {
      for (const change of changesOf(group)) {
        count++;
        for (const { job, hours } of jobsAround(change)) {
          const [fromMs, toMs] = [change.atMs - 3 * HOUR_MS, change.atMs + hours * HOUR_MS];
          const name = `"${job.expression}" in ${group.timezone}`;
          expectLaws(cron(job.expression, group.timezone), actedOut(group.spells, job, fromMs, toMs), fromMs, name);
        }
      }
    }
    expect(count).toBeGreaterThan(4000 / EVERY);
  });

  it('hourly and */n jobs follow real time: a change of whole hours does not touch their distance', () => {
    for (const group of groups) {
      for (const { atMs, fromWallMs, toWallMs } of changesOf(group)) {
        for (const minutes of [60, 30, 20, 15, 10, 5]) {
          if ((toWallMs - fromWallMs) % (minutes * MINUTE_MS) !== 0) continue;
          const schedule = cron(minutes === 60 ? '0 * * * *' : `*/${minutes} * * * *`, group.timezone);
          let at = schedule.next(atMs - 3 * HOUR_MS)!;
          for (let count = 0; count < 360 / minutes; count++) {
            const next = schedule.next(at)!;
            if (next - at !== minutes * MINUTE_MS) throw new Error(`*/${minutes} in ${group.timezone}: ${at}, ${next}`);
            at = next;
          }
        }
      }
    }
  });
});
