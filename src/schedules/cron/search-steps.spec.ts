import { describe, expect, it } from 'vitest';

import { ZoneTable, type Segment } from '../zones/zone-table.js';
import { parseCron, type CronExpression } from './cron-expression.js';
import { CronSource } from './cron-source.js';

/** Counts what a search looks at: months of the calendar that can match, and stretches of the zone's clock. */
class StepCounter {
  months = 0;
  segments = 0;
  readonly zone: ZoneTable;
  readonly source: CronSource;

  constructor(text: string, timezone: string) {
    const expression = parseCron(text);
    this.zone = new ZoneTable(timezone);
    const segmentAt = this.zone.segmentAt.bind(this.zone);
    this.zone.segmentAt = (instantMs: number): Segment => {
      this.segments++;
      return segmentAt(instantMs);
    };
    this.source = new CronSource(this.counted(expression), this.zone);
  }

  private counted(expression: CronExpression): CronExpression {
    const dayMasks = new Proxy(expression.dayMasks, {
      get: (masks, index) => {
        this.months++;
        return masks[Number(index)];
      },
    });
    return { ...expression, dayMasks };
  }

  next(after: string): string | null {
    const atMs = this.source.next(Date.parse(after));
    return atMs === null ? null : new Date(atMs).toISOString();
  }
}

describe('a search for the next occurrence', () => {
  it.each(['0 0 30 2 *', '* * 31 4 *', '0 0 31 2,4,6,9,11 *', '*/5 * * 31 6 *', '0 0 L-30 4 *', '0 0 30 2 */2'])(
    'of "%s", which never matches, takes no step at all',
    (text) => {
      const counter = new StepCounter(text, 'America/New_York');
      expect(counter.next('2026-01-01T00:00:00Z')).toBeNull();
      expect([counter.months, counter.segments]).toEqual([0, 0]);
    },
  );

  // 29 February on one weekday: every 28 years, but 40 across a century that is no leap year.
  it.each([
    ['0 0 * 2 MON#5', '2072-03-01T00:00:00Z', '2112-02-28T23:00:00.000Z', 41],
    ['0 0 29 2 */7', '2088-03-01T00:00:00Z', '2128-02-28T23:00:00.000Z', 41],
    // A wild one asks once more, after the stretch of the clock that it began in.
    ['*/30 * * 2 MON#5', '2072-03-01T00:00:00Z', '2112-02-28T23:00:00.000Z', 82],
  ])('of "%s" finds what lies forty years ahead, with one look at each February', (text, after, next, months) => {
    const counter = new StepCounter(text, 'Europe/Berlin');
    expect(counter.next(after)).toBe(next);
    expect(counter.months).toBeLessThanOrEqual(months);
    expect(counter.segments).toBeLessThanOrEqual(20);
  });

  it.each(['0 0 31 12 *', '0 0 * 2 THU#5', '* * * * *', '30 2 * * *'])('of "%s" ends with the calendar', (text) => {
    const counter = new StepCounter(text, 'Europe/Berlin');
    expect(counter.next('9999-12-31T22:59:59Z')).toBeNull();
    expect(counter.months).toBeLessThanOrEqual(4);
    expect(counter.segments).toBeLessThanOrEqual(20);
  });

  it('of a daily or hourly job takes a handful of steps, also at a clock change', () => {
    for (const text of ['30 2 * * *', '0 * * * *', '*/7 * * * *']) {
      for (const after of ['2026-07-01T00:00:00Z', '2026-03-29T00:59:00Z', '2026-10-25T00:59:00Z']) {
        const counter = new StepCounter(text, 'Europe/Berlin');
        expect(counter.next(after)).not.toBeNull();
        expect(counter.months).toBeLessThanOrEqual(3);
        expect(counter.segments).toBeLessThanOrEqual(12);
      }
    }
  });
});
