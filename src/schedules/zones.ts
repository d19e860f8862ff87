import { BoundedCache } from './bounded-cache.js';
import { ScheduleError } from './schedule.errors.js';
import { suggestTimezone } from './zones/zone-suggestion.js';
import { ZoneTable } from './zones/zone-table.js';

// Intl knows about 600 spellings; letter case makes more of them, so both maps are bounded.
const canonicalNames = new BoundedCache<string, string>(2000);
const tables = new BoundedCache<string, ZoneTable>(700);

/**
 * The offset table of a zone. Accepts what Intl accepts: any letter case, and aliases, which share one table with their
 * canonical zone. Throws ScheduleError INVALID_TIMEZONE, with a suggestion when an IANA name is near.
 */
export function zoneTable(timezone: string): ZoneTable {
  const canonical = canonicalNames.getOrCreate(timezone, canonicalName);
  return tables.getOrCreate(canonical, (name) => new ZoneTable(name));
}

/** Whether Intl knows the zone. The empty string and undefined are no zones: they never mean the host's. */
export function isValidTimezone(timezone: string): boolean {
  try {
    canonicalNames.getOrCreate(timezone, canonicalName);
    return true;
  } catch {
    return false;
  }
}

/** Offset from UTC in ms, east positive, at an instant (epoch ms). Throws ScheduleError INVALID_TIMEZONE. */
export function offsetAt(timezone: string, instantMs: number): number {
  return zoneTable(timezone).segmentAt(instantMs).offsetMs;
}

function canonicalName(timezone: string): string {
  if (typeof timezone !== 'string' || timezone === '') throw unknownTimezone(timezone);
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    throw unknownTimezone(timezone);
  }
}

function unknownTimezone(timezone: unknown): ScheduleError {
  const suggestion = typeof timezone === 'string' ? suggestTimezone(timezone) : null;
  const advice = suggestion ? `did you mean "${suggestion}"?` : 'use an IANA name such as "Europe/Berlin" or "UTC"';
  return new ScheduleError(
    'INVALID_TIMEZONE',
    'timezone',
    `unknown time zone "${String(timezone)}": ${advice}`,
    timezone,
  );
}
