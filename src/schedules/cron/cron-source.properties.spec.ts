import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DAY_MS, HOUR_MS, dayNumberOfWall } from '../calendar.js';
import { occurrencesBetween } from '../occurrences.js';
import { compileSchedule } from '../schedule.js';
import { expressions, instants } from '../testdata/arbitraries.js';
import { cronSpec } from '../testdata/schedule-specs.js';
import { TRICKY_ZONES } from '../testdata/tricky-zones.js';
import { wallAt } from '../zones/local-time.js';
import type { ZoneTable } from '../zones/zone-table.js';
import { zoneTable } from '../zones.js';
import { parseCron } from './cron-expression.js';
import { nextWallTime } from './wall-search.js';

const FROM = Date.UTC(1990, 0, 1);
const TO = Date.UTC(2040, 0, 1);

/** The civil dates a zone has, found by looking at its clock, not by the code under test. */
function existingDates(zone: ZoneTable): Set<number> {
  const dates = new Set<number>();
  for (let atMs = FROM; atMs < TO;) {
    const wallMs = wallAt(zone, atMs);
    dates.add(dayNumberOfWall(wallMs));
    const { endMs } = zone.segmentAt(atMs);
    atMs = Math.min(endMs, atMs + DAY_MS - (((wallMs % DAY_MS) + DAY_MS) % DAY_MS));
  }
  return dates;
}

/** The date a daily run belongs to: its own, or the one before when a gap carried it over midnight. */
function nominalDate(zone: ZoneTable, atMs: number, timeOfDayMs: number): number {
  const wallMs = wallAt(zone, atMs);
  const date = dayNumberOfWall(wallMs);
  return wallMs - date * DAY_MS >= timeOfDayMs ? date : date - 1;
}

describe('a fixed daily job', () => {
  it.each(TRICKY_ZONES)('owns exactly one run on each civil date of %s, 1990 to 2040', (name) => {
    const zone = zoneTable(name);
    const dates = existingDates(zone);
    for (const [hour, minute] of [
      [0, 0],
      [2, 30],
    ] as const) {
      const schedule = compileSchedule(cronSpec(`${minute} ${hour} * * *`, name));
      const owned = Array.from(occurrencesBetween(schedule, FROM - 2 * DAY_MS, TO + 2 * DAY_MS, Infinity), (atMs) =>
        nominalDate(zone, atMs, hour * HOUR_MS + minute * 60_000),
      );
      expect(new Set(owned).size).toBe(owned.length);
      const inside = owned.filter((date) => dates.has(date));
      expect(inside.length).toBe(dates.size);
      const [first, last] = [Math.min(...dates), Math.max(...dates)];
      expect(owned.filter((date) => date >= first && date <= last)).toEqual(inside);
    }
  });
});

describe('any expression', () => {
  it('runs in UTC when its wall times say, and in a zone at the same wall times away from clock changes', () => {
    fc.assert(
      fc.property(
        expressions,
        instants,
        fc.constantFrom('Asia/Kolkata', 'Asia/Tokyo', 'Etc/GMT+5'),
        (text, from, zone) => {
          const expression = parseCron(text);
          fc.pre(!expression.isImpossible);
          const offsetMs = zoneTable(zone).segmentAt(from).offsetMs;
          const wallMs = nextWallTime(expression, Math.floor((from + offsetMs) / 1000) * 1000 + 1000);
          expect(compileSchedule(cronSpec(text, zone)).next(from)).toBe(wallMs - offsetMs);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('agrees with croner, a second opinion, away from clock changes', () => {
    const compared = fc.tuple(
      expressions,
      instants,
      fc.constantFrom('UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York'),
    );
    fc.assert(
      fc.property(compared, ([text, from, zone]) => {
        fc.pre(isReadAlikeByCroner(text));
        const ours = compileSchedule(cronSpec(text, zone)).next(from);
        fc.pre(
          ours === null || (ours < Date.UTC(2045, 0, 1) && !isNearChange(zone, from) && !isNearChange(zone, ours)),
        );
        const theirs = new Cron(text, { timezone: zone, paused: true }).nextRun(new Date(from));
        expect(ours).toBe(theirs?.getTime() ?? null);
      }),
      { numRuns: 1200 },
    );
  });
});

/** croner knows neither `L-2` nor a lone `W`, and a stepped star restricts by OR there. */
function isReadAlikeByCroner(text: string): boolean {
  const [dayOfMonth = '', , dayOfWeek = ''] = text.split(' ').slice(-3);
  if (/^(?:L-2|W)$|W/.test(dayOfMonth) || dayOfWeek === 'FRI-SUN') return false;
  return !dayOfMonth.startsWith('*/') && !dayOfWeek.startsWith('*/');
}

function isNearChange(zone: string, atMs: number): boolean {
  const { startMs, endMs } = zoneTable(zone).segmentAt(atMs);
  return atMs - startMs < DAY_MS || endMs - atMs < DAY_MS;
}
