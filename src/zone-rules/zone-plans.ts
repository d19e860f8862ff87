import type { ZoneRules } from '../schedules/zones/zone-rules.js';
import { firstDifference, zoneRules } from '../schedules/zones/zone-rules.js';
import type { ZoneFingerprint } from './zone-fingerprint.entity.js';

const YEAR_MS = 366 * 86_400_000;
/** How far ahead the rules of a zone are kept. */
const COVERED_MS = 20 * YEAR_MS;
/** They are written anew when less than this lies ahead. */
const LEAST_COVERED_MS = 15 * YEAR_MS;
/** How long nodes with older tz data are reckoned with after the last sign of them. */
const WATCH_MS = 7 * 86_400_000;

/** Why jobs of a zone are looked at. */
export interface ZonePlan {
  /**
   * `changed`: the rules are others than those that were written down. `watched`: they changed a while ago, and a node with
   * older tz data may have planned by the previous ones since.
   */
  kind: 'changed' | 'watched';
  /** Version of the tz data that was written down. */
  tzFrom: string;
  previousRules: ZoneRules;
  /** The first instant at which the present rules differ from the previous ones. */
  differsFromMs: number;
  /** Nothing is known of the previous ones after it. */
  coversUntilMs: number;
}

/** What is to be done about a zone. */
export interface ZoneDecision {
  timezone: string;
  plan: ZonePlan | null;
  /** What to write down; null: what is written is right. */
  fingerprint: ZoneFingerprint | null;
}

/**
 * Compares what is written of a zone with this process's tz data. What a node with newer tz data wrote stays as it is.
 * Throws ScheduleError INVALID_TIMEZONE when this process does not know the zone.
 */
export function decideZone(
  timezone: string,
  stored: ZoneFingerprint | undefined,
  { tzVersion, now }: { tzVersion: string; now: Date },
): ZoneDecision {
  if (!stored) return { timezone, plan: null, fingerprint: fresh(timezone, tzVersion, now) };
  if (isNewer(stored.tzVersion, tzVersion)) return { timezone, plan: null, fingerprint: null };
  if (stored.tzVersion === tzVersion) return decideKnown(stored, now);
  const { coversFrom, coversUntil, rules } = stored;
  const present = zoneRules(timezone, coversFrom.getTime(), coversUntil.getTime());
  const differsFromMs = firstDifference(rules, present, now.getTime());
  const fingerprint = { ...fresh(timezone, tzVersion, now), ...watchOf(stored, now) };
  if (differsFromMs === null) return { timezone, plan: watchPlan(stored, now), fingerprint };
  const coversUntilMs = coversUntil.getTime();
  const plan: ZonePlan = {
    kind: 'changed',
    tzFrom: stored.tzVersion,
    previousRules: rules,
    coversUntilMs,
    differsFromMs,
  };
  const watch = { previousRules: rules, differsFrom: new Date(differsFromMs), watchUntil: watchEnd(now) };
  return { timezone, plan, fingerprint: { ...fingerprint, ...watch } };
}

/** A sign of a node with older tz data was found: it is reckoned with for longer. */
export function watchEnd(now: Date): Date {
  return new Date(now.getTime() + WATCH_MS);
}

/** Versions are a year and a letter, such as `2025b`. */
function isNewer(version: string, than: string): boolean {
  return version > than;
}

function decideKnown(stored: ZoneFingerprint, now: Date): ZoneDecision {
  const { timezone, tzVersion, coversUntil } = stored;
  const isShort = coversUntil.getTime() - now.getTime() < LEAST_COVERED_MS;
  const fingerprint = isShort ? { ...fresh(timezone, tzVersion, now), ...watchOf(stored, now) } : null;
  return { timezone, plan: watchPlan(stored, now), fingerprint };
}

function watchPlan(
  { tzVersion, previousRules, differsFrom, watchUntil, coversUntil }: ZoneFingerprint,
  now: Date,
): ZonePlan | null {
  if (!previousRules || !differsFrom || !watchUntil || watchUntil <= now) return null;
  return {
    kind: 'watched',
    tzFrom: tzVersion,
    previousRules,
    coversUntilMs: coversUntil.getTime(),
    differsFromMs: differsFrom.getTime(),
  };
}

function watchOf({ previousRules, differsFrom, watchUntil }: ZoneFingerprint, now: Date) {
  return watchUntil && watchUntil > now ? { previousRules, differsFrom, watchUntil } : {};
}

function fresh(timezone: string, tzVersion: string, now: Date): ZoneFingerprint {
  const coversUntil = new Date(now.getTime() + COVERED_MS);
  return {
    timezone,
    tzVersion,
    rules: zoneRules(timezone, now.getTime(), coversUntil.getTime()),
    coversFrom: now,
    coversUntil,
    previousRules: null,
    differsFrom: null,
    watchUntil: null,
  };
}
