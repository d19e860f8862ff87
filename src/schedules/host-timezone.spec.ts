import { afterEach, describe, expect, it, vi } from 'vitest';

import { cronSpec, simpleSpec } from './testdata/schedule-specs.js';

/** Everything the module says about some schedules, by a copy of it that is loaded (and caches) under the given zone. */
async function everythingUnder(hostTimezone: string): Promise<unknown> {
  vi.stubEnv('TZ', hostTimezone);
  vi.resetModules();
  const { previewSchedule } = await import('./preview.js');
  const { describeSchedule } = await import('./describe.js');
  const { parseDateInput } = await import('./dates.js');
  const specs = [
    cronSpec('0 0 * * * *', 'UTC'),
    cronSpec('30 2 * * *', 'Europe/Berlin'),
    cronSpec('*/30 * * * *', 'America/New_York'),
    simpleSpec('1 month', 'Asia/Kolkata', '2024-01-31T20:00:00Z'),
  ];
  return {
    hostOffset: new Date(Date.UTC(2025, 9, 5)).getTimezoneOffset(),
    schedules: specs.map((spec) => [describeSchedule(spec), previewSchedule(spec, Date.UTC(2025, 9, 3), 60)]),
    dates: [parseDateInput('2025-10-05', 'UTC', 'start'), parseDateInput('2025-10-05T02:30', 'Asia/Tokyo', 'end')],
  };
}

describe('a schedule', () => {
  afterEach(() => vi.unstubAllEnvs());

  // Set by test/integration/host-timezone.spec.ts, which runs this whole suite in other zones.
  const expected = process.env['EXPECTED_HOST_TIMEZONE'];
  it.runIf(expected)('is tested on a host that lies where it should', () => {
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(expected);
  });

  it('is the same whatever zone the host is in', async () => {
    const inUtc = await everythingUnder('UTC');
    for (const [host, hostOffset] of [
      ['Australia/Sydney', -660],
      ['America/Santiago', 180],
    ] as const) {
      expect(await everythingUnder(host)).toEqual({ ...Object(inUtc), hostOffset });
    }
  });
});
