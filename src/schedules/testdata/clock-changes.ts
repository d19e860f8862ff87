import fc from 'fast-check';

import { HOUR_MS } from '../calendar.js';
import { zoneTable } from '../zones.js';
import { instants } from './arbitraries.js';
import { TRICKY_ZONES } from './tricky-zones.js';

/** Every change of clock in the tricky zones from 1990 to 2040. */
export const clockChanges = TRICKY_ZONES.flatMap((timezone) => {
  const found: { timezone: string; atMs: number }[] = [];
  const zone = zoneTable(timezone);
  for (let atMs = Date.UTC(1990, 0, 1); atMs < Date.UTC(2040, 0, 1);) {
    const { endMs, offsetMs } = zone.segmentAt(atMs);
    if (zone.segmentAt(endMs).offsetMs !== offsetMs) found.push({ timezone, atMs: endMs });
    atMs = endMs;
  }
  return found;
});

/** A zone and an instant: most lie within hours of a change of that zone's clock, where the mistakes are. */
export const zonedInstants = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...clockChanges),
        fc.integer({ min: -26 * HOUR_MS, max: 26 * HOUR_MS }),
        fc.integer({ min: 1, max: 12 }),
      )
      .map(([{ timezone, atMs }, distanceMs, nearness]) => ({
        timezone,
        atMs: atMs + Math.round(distanceMs / nearness ** 2),
      })),
  },
  { weight: 1, arbitrary: fc.record({ timezone: fc.constantFrom<string>(...TRICKY_ZONES), atMs: instants }) },
);
