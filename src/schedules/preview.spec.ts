import { describe, expect, it } from 'vitest';

import { previewSchedule, previewWarnings } from './preview.js';
import { cronSpec, simpleSpec } from './testdata/schedule-specs.js';

function notes(expression: string, timezone: string, after: string, count: number): (string | null)[] {
  return previewSchedule(cronSpec(expression, timezone), Date.parse(after), count).map(({ note }) => note);
}

describe('previewSchedule', () => {
  it('shows the instant, the local time and what a gap did', () => {
    expect(previewSchedule(cronSpec('30 2 * * *', 'Europe/Berlin'), Date.parse('2026-03-28T12:00:00Z'), 2)).toEqual([
      {
        at: '2026-03-29T01:00:00.000Z',
        local: '2026-03-29T03:00:00+02:00',
        note: 'Moved from 02:30, which does not exist: the clocks go forward from 02:00 to 03:00',
      },
      { at: '2026-03-30T00:30:00.000Z', local: '2026-03-30T02:30:00+02:00', note: null },
    ]);
  });

  it.each([
    [
      '15,45 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '02:15 and 02:45 run once: the clocks go forward from 02:00 to 03:00',
    ],
    [
      '30 2,3 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      'Moved from 02:30, which does not exist: the clocks go forward from 02:00 to 03:00',
    ],
    [
      '0 2,3 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '02:00 and 03:00 run once: the clocks go forward from 02:00 to 03:00',
    ],
    [
      '0-59 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '60 times of day from 02:00 to 02:59 run once: the clocks go forward from 02:00 to 03:00',
    ],
    [
      '0-59 0-59 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      'More than 1000 times of day from 02:00 to 02:16:40 run once: the clocks go forward from 02:00 to 03:00',
    ],
    ['0 3 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', null],
    ['0 * * * *', 'Europe/Berlin', '2026-03-29T00:30:00Z', null],
    [
      '0 23 * * *',
      'America/Nuuk',
      '2024-03-30T12:00:00Z',
      'Moved from 2024-03-30 23:00, which does not exist: the clocks go forward from 2024-03-30 23:00 to 2024-03-31 00:00',
    ],
    [
      '0 8 * * *',
      'Pacific/Apia',
      '2011-12-29T18:00:00Z',
      'Before it, 2011-12-30 08:00 is left out: the clocks go forward from 2011-12-30 00:00 to 2011-12-31 00:00',
    ],
    [
      '*/30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      'Before it, 2026-03-29 02:00 and 2026-03-29 02:30 are left out: the clocks go forward from 2026-03-29 02:00 to 2026-03-29 03:00',
    ],
    [
      '15 * * * *',
      'Australia/Lord_Howe',
      '2027-10-02T14:50:00Z',
      'Before it, 2027-10-03 02:15 is left out: the clocks go forward from 2027-10-03 02:00 to 2027-10-03 02:30',
    ],
    [
      '* 2 28 3 *',
      'Europe/Berlin',
      '2026-12-01T12:00:00Z',
      'Before it, 60 times of day from 2027-03-28 02:00 to 2027-03-28 02:59 are left out: the clocks go forward from 2027-03-28 02:00 to 2027-03-28 03:00',
    ],
    ['30 * * * *', 'Europe/Berlin', '2026-03-29T00:40:00Z', null],
    ['0 0 * * *', 'Europe/Berlin', '2026-03-29T12:00:00Z', null],
    [
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      'Runs in the first pass of the repeated hour only: the clocks go back from 03:00 to 02:00',
    ],
    [
      '30 23 * * *',
      'America/Santiago',
      '2017-05-13T12:00:00Z',
      'Runs in the first pass of the repeated hour only: the clocks go back from 24:00 to 23:00',
    ],
    [
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2017-04-01T12:00:00Z',
      'Runs in the first pass of the repeated time only: the clocks go back from 02:00 to 01:30',
    ],
  ])('notes for "%s" in %s after %s: %s', (expression, timezone, after, note) => {
    expect(notes(expression, timezone, after, 1)).toEqual([note]);
  });

  it('tells both passes of a repeated hour apart', () => {
    const why = 'pass of the repeated hour: the clocks go back from 03:00 to 02:00';
    expect(notes('0 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z', 3)).toEqual([
      `First ${why}`,
      `Second ${why}`,
      null,
    ]);
    const hourly = previewSchedule(
      simpleSpec('1 hour', 'Europe/Berlin', '2026-01-01'),
      Date.parse('2026-10-24T23:30:00Z'),
      2,
    );
    expect(hourly.map(({ note }) => note)).toEqual([`First ${why}`, `Second ${why}`]);
  });

  it('notes a calendar step that a gap moved', () => {
    const daily = simpleSpec('1 day', 'Europe/Berlin', '2026-03-27T01:30:00Z');
    expect(previewSchedule(daily, Date.parse('2026-03-28T12:00:00Z'), 1)[0]?.note).toContain('Moved from 02:30');
  });

  it('notes a calendar step that fell on a date that does not exist', () => {
    const daily = simpleSpec('1 day', 'Pacific/Apia', '2011-12-28T18:00:00Z');
    const [before, after] = previewSchedule(daily, Date.parse('2011-12-28T19:00:00Z'), 2).map(({ note }) => note);
    expect(before).toBeNull();
    expect(after).toContain('Before it, 2011-12-30 08:00 is left out');
  });
});

describe('previewWarnings', () => {
  it.each([
    ['0 9 * * *', []],
    ['0 0 30 2 *', ['never matches']],
    ['0 12 1 * MON', ['match either of them']],
    ['0 12 */2 * MON', ['match both day fields']],
    ['0 12 15 * */2', ['match both day fields']],
    ['* * * * * *', ['every second']],
    ['* 9 * * *', ['every minute of the hour']],
    ['*/7 * * * *', ['after minute 56 it starts again at 0']],
    ['*/90 * * * *', ['only 0 matches']],
    ['0 0 31 * *', ['Months without day 31 are skipped']],
    ['0 0 31 1 *', []],
    ['*/15 * * * *', []],
  ])('of "%s" are %j', (expression, expected) => {
    const warnings = previewWarnings(cronSpec(expression));
    expect(warnings).toEqual(expected.map((part) => expect.stringContaining(part)));
  });

  it('tell what never runs', () => {
    expect(previewWarnings(cronSpec('', 'UTC', { interval: null }))).toHaveLength(1);
    expect(previewWarnings(cronSpec('', 'UTC', { intervalType: 'once' }))).toHaveLength(1);
    expect(previewWarnings(cronSpec('', 'UTC', { intervalType: 'once', startOn: new Date(0) }))).toEqual([]);
    const day = { startOn: new Date('2026-01-02T00:00:00Z'), endOn: new Date('2026-01-03T00:00:00Z') };
    expect(previewWarnings(cronSpec('0 0 1 * *', 'UTC', day))).toEqual([
      expect.stringContaining('between startOn and endOn'),
    ]);
  });
});
