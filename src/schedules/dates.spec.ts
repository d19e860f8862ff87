import { describe, expect, it } from 'vitest';

import { parseDateInput } from './dates.js';

describe('parseDateInput', () => {
  it.each([
    [
      '2026-03-29',
      'Europe/Berlin',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
      'a day with a clock change',
    ],
    ['2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00.000Z', '2024-03-31T20:59:59.999Z', 'a day without midnight'],
    ['2010-11-06', 'America/St_Johns', '2010-11-06T02:30:00.000Z', '2010-11-07T03:29:59.999Z', 'a day that resumes'],
    ['2017-05-13', 'America/Santiago', '2017-05-13T03:00:00.000Z', '2017-05-14T03:59:59.999Z', 'a day of 25 hours'],
    [
      '2026-10-31',
      'America/Havana',
      '2026-10-31T04:00:00.000Z',
      '2026-11-01T03:59:59.999Z',
      'a day before a repeated one',
    ],
    ['0001-01-01', 'UTC', '0001-01-01T00:00:00.000Z', '0001-01-01T23:59:59.999Z', 'the first day'],
  ])('reads the date %s in %s from %s to %s: %s', (text, timezone, start, end) => {
    expect(parseDateInput(text, timezone, 'start').toISOString()).toBe(start);
    expect(parseDateInput(text, timezone, 'end').toISOString()).toBe(end);
  });

  it.each([
    ['2026-01-01T09:00:00Z', '2026-01-01T09:00:00.000Z'],
    ['2026-01-01T09:00:00.123456Z', '2026-01-01T09:00:00.123Z'],
    ['2026-01-01T09:00+05:30', '2026-01-01T03:30:00.000Z'],
    ['2026-01-01 09:00-0330', '2026-01-01T12:30:00.000Z'],
    ['2026-01-01T09:00:00+05', '2026-01-01T04:00:00.000Z'],
    [' 2026-07-01T09:00 ', '2026-07-01T07:00:00.000Z'],
    ['2026-07-01t09:00:30.5', '2026-07-01T07:00:30.500Z'],
    ['2026-07-01T24:00', '2026-07-01T22:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('reads %s as %s, in Europe/Berlin where it has no offset', (text, instant) => {
    for (const edge of ['start', 'end'] as const) {
      expect(parseDateInput(text, 'Europe/Berlin', edge).toISOString()).toBe(instant);
    }
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '20260101',
    '2026-1-1',
    'tomorrow',
    '',
    '2026-01-01T25:00',
    '2026-01-01T24:01Z',
    '2026-01-01T10:60Z',
    '2026-01-01T10:00:60Z',
    '2026-01-01T10:00+24:00',
    '2026-01-01T10Z',
    'T10:00',
  ])('refuses "%s"', (text) => {
    expect(() => parseDateInput(text, 'UTC', 'end')).toThrow(
      expect.objectContaining({
        code: 'INVALID_DATE',
        details: [expect.objectContaining({ path: 'endOn', value: text })],
      }),
    );
  });

  it('refuses an unknown zone', () => {
    expect(() => parseDateInput('2026-01-01', 'Nowhere', 'start')).toThrow(
      expect.objectContaining({ code: 'INVALID_TIMEZONE' }),
    );
  });
});
