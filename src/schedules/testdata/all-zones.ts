import { DAY_MS, SECOND_MS } from '../calendar.js';

/** The years that the properties look at. */
export const FROM_MS = Date.UTC(1990, 0, 1);
export const TO_MS = Date.UTC(2040, 0, 1);

/** A stretch of time with one offset. The first begins before all time, the last one never ends. */
export interface Spell {
  startMs: number;
  endMs: number;
  offsetMs: number;
}

/** Zones whose clocks agree from 1990 to 2040: what holds for one of them holds for all. */
export interface ZoneGroup {
  timezone: string;
  members: string[];
  spells: Spell[];
}

// Intl lists canonical zones only; these are zones of their own in some versions of its data and aliases in others.
const UNLISTED = ['UTC', 'EST5EDT', 'CST6CDT', 'MST7MDT', 'PST8PDT', 'WET', 'CET', 'MET', 'EET'];
const FIXED = Array.from(
  { length: 27 },
  (_, index) => `Etc/GMT${index < 13 ? '+' : '-'}${index < 13 ? index : index - 12}`,
);

/** Every zone that Intl knows by name. */
export const ALL_ZONES = [...new Set([...Intl.supportedValuesOf('timeZone'), ...UNLISTED, ...FIXED])];

/** Every `every`th zone, read from Intl by a way of its own: not by the table that is under test. */
export function allZoneGroups(every: number): ZoneGroup[] {
  const groups = new Map<string, ZoneGroup>();
  for (const timezone of ALL_ZONES.filter((_, index) => index % every === 0)) {
    const spells = scan(timezone);
    const key = spells.map(({ startMs, offsetMs }) => `${startMs}:${offsetMs}`).join();
    const group = groups.get(key);
    if (group) group.members.push(timezone);
    else groups.set(key, { timezone, members: [timezone], spells });
  }
  return [...groups.values()];
}

/** Compares what Intl writes on days five days apart: nothing since 1990 lasted less than 6.9 days. */
function scan(timezone: string): Spell[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset', year: 'numeric' });
  const nameAt = (ms: number): string => format.format(ms).slice(6);
  const spells: Spell[] = [];
  let startMs = -Infinity;
  let name = nameAt(FROM_MS);
  for (let knownMs = FROM_MS; knownMs < TO_MS; knownMs += 5 * DAY_MS) {
    if (nameAt(knownMs + 5 * DAY_MS) === name) continue;
    let [low, high] = [knownMs, knownMs + 5 * DAY_MS];
    while (high - low > SECOND_MS) {
      const middle = Math.floor((low + high) / 2 / SECOND_MS) * SECOND_MS;
      if (nameAt(middle) === name) low = middle;
      else high = middle;
    }
    spells.push({ startMs, endMs: high, offsetMs: offsetOf(name) });
    startMs = high;
    name = nameAt(high);
  }
  spells.push({ startMs, endMs: Infinity, offsetMs: offsetOf(name) });
  return spells;
}

/** `GMT-03:30` and the like; no offset since 1990 has seconds. */
function offsetOf(name: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 + 0;
}
