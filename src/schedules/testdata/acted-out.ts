import { DAY_MS, MINUTE_MS } from '../calendar.js';
import type { Spell } from './all-zones.js';

const DAY_MINUTES = 1440;

/** A job at some minutes of some hours, each day. */
export interface MinuteJob {
  expression: string;
  isWild: boolean;
  minutes: number[];
  hours: number[];
}

/** Whether the zone's clock shows a civil date at all. */
export function isShown(spells: readonly Spell[], day: number): boolean {
  return spells.some(
    ({ startMs, endMs, offsetMs }) => startMs + offsetMs < (day + 1) * DAY_MS && endMs + offsetMs > day * DAY_MS,
  );
}

/**
 * The rule of docs/scheduling.md, acted out minute by minute from `fromMs` (excluded) to `toMs` (included). A wild job runs
 * whenever the clock shows one of its times. A fixed one runs when the clock first reaches or passes one of its times,
 * unless that time lies on a date the clock never shows.
 */
export function actedOut(spells: readonly Spell[], job: MinuteJob, fromMs: number, toMs: number): number[] {
  const isTime = timesOfDay(job);
  const found: number[] = [];
  let index = spells.findIndex(({ endMs }) => fromMs < endMs);
  let offset = spells[index]!.offsetMs / MINUTE_MS;
  // Whole minutes since 1970 are small integers, which makes this some ten times faster.
  let reached = Math.trunc(fromMs / MINUTE_MS + offset) | 0;
  const last = Math.trunc(toMs / MINUTE_MS) | 0;
  for (let at = (Math.trunc(fromMs / MINUTE_MS) + 1) | 0; at <= last; at = (at + 1) | 0) {
    if (at * MINUTE_MS >= spells[index]!.endMs) offset = spells[++index]!.offsetMs / MINUTE_MS;
    const wall = (at + offset) | 0;
    let isDue = (job.isWild || wall > reached) && isTime[wall % DAY_MINUTES] === 1;
    for (let skipped = (reached + 1) | 0; !job.isWild && skipped < wall; skipped++) {
      if (isTime[skipped % DAY_MINUTES] === 1 && isShown(spells, Math.floor(skipped / DAY_MINUTES))) isDue = true;
    }
    if (wall > reached) reached = wall;
    if (isDue) found.push(at * MINUTE_MS);
  }
  return found;
}

function timesOfDay({ minutes, hours }: MinuteJob): Uint8Array {
  const set = new Uint8Array(DAY_MINUTES);
  for (const hour of hours) for (const minute of minutes) set[hour * 60 + minute] = 1;
  return set;
}
