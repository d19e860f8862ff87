import { MINUTE_MS } from '../calendar.js';
import { zoneTable } from '../zones.js';
import { firstInstantAt } from './local-time.js';

/**
 * What a zone's clock does in a stretch of time: `[instant, minutes east of UTC]` for its beginning and for every change
 * in it, ascending. Plain data, to be kept: the rules of tomorrow's tz data are compared with it.
 */
export type ZoneRules = [from: string, offsetMinutes: number][];

/** The rules that this process's tz data has from `fromMs` to `untilMs` (epoch ms). Throws ScheduleError INVALID_TIMEZONE. */
export function zoneRules(timezone: string, fromMs: number, untilMs: number): ZoneRules {
  const zone = zoneTable(timezone);
  const rules: ZoneRules = [];
  for (let atMs = fromMs; atMs < untilMs; atMs = zone.segmentAt(atMs).endMs) {
    const offsetMinutes = zone.segmentAt(atMs).offsetMs / MINUTE_MS;
    if (rules.at(-1)?.[1] !== offsetMinutes) rules.push([new Date(atMs).toISOString(), offsetMinutes]);
  }
  return rules;
}

/** The first instant from `fromMs` on at which two rules of one stretch show different times, or null. */
export function firstDifference(left: ZoneRules, right: ZoneRules, fromMs: number): number | null {
  const changes = [...left, ...right].map(([from]) => Date.parse(from)).filter((atMs) => atMs > fromMs);
  const differs = (atMs: number): boolean => offsetIn(left, atMs) !== offsetIn(right, atMs);
  return [fromMs, ...changes.sort((a, b) => a - b)].find(differs) ?? null;
}

/**
 * Where a time of day that ran at `instantMs` under other rules lies under those of this process: the first instant at
 * which the clock shows it. What stood at the end of a gap may have been any time inside; then it is the gap's first.
 */
export function firstInstantUnderPresentRules(rules: ZoneRules, timezone: string, instantMs: number): number {
  const wallMs = instantMs + Math.min(offsetIn(rules, instantMs - 1), offsetIn(rules, instantMs));
  return firstInstantAt(zoneTable(timezone), wallMs);
}

function offsetIn(rules: ZoneRules, instantMs: number): number {
  const rule = rules.findLast(([from]) => Date.parse(from) <= instantMs) ?? rules[0]!;
  return rule[1] * MINUTE_MS;
}
