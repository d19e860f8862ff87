import { Cron } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DAY_MS } from '../calendar.js';
import { compileSchedule } from '../schedule.js';
import { expressions, instants } from '../testdata/arbitraries.js';
import { cronSpec } from '../testdata/schedule-specs.js';
import { zoneTable } from '../zones.js';
import { parseCron } from './cron-expression.js';
import { nextWallTime } from './wall-search.js';

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
