import { describe, expect, it } from 'vitest';
import type { ZoneRules } from '../schedules/zones/zone-rules.js';
import { moveOf } from './replanning.js';
import type { PlannedJob } from './replanning.js';
import type { ZonePlan } from './zone-plans.js';

const at = (text: string): Date => new Date(`2026-07-${text}:00Z`);

/** Tokyo is nine hours ahead; the tz data before said otherwise. */
function plan(previousOffsetHours: number, rest: Partial<ZonePlan> = {}): ZonePlan {
  const previousRules: ZoneRules = [['2026-07-01T00:00:00.000Z', previousOffsetHours * 60]];
  const differsFromMs = at('01T00:00').getTime();
  return { kind: 'changed', tzFrom: '2024a', previousRules, differsFromMs, coversUntilMs: Infinity, ...rest };
}

function job(interval: string, dueAt: Date, rest: Partial<PlannedJob> = {}): PlannedJob {
  return {
    jobId: '01990000-0000-7000-8000-000000000000',
    intervalType: 'cron',
    interval,
    timezone: 'Asia/Tokyo',
    startOn: null,
    endOn: null,
    anchor: at('01T00:00'),
    policies: null,
    dueAt,
    occurrenceAt: dueAt,
    lastClaimedFor: null,
    ...rest,
  };
}

/** Where it moves, `stays`, or null when nothing comes any more. */
function moved(row: PlannedJob, zone: ZonePlan, now: Date): string | null {
  const move = moveOf(row, zone, now);
  return move ? (move.to?.dueAt.toISOString().slice(8, 16) ?? null) : 'stays';
}

describe('a fixed time of day', () => {
  // 18:00 in Tokyo is 09:00 UTC; the rules before put it at 10:00 UTC, or at 08:00 UTC.
  const DAILY = '0 18 * * *';

  it('keeps its date: it moves to where the time of day lies now', () => {
    expect(moved(job(DAILY, at('20T10:00')), plan(8), at('20T03:00'))).toBe('20T09:00');
    expect(moved(job(DAILY, at('20T08:00')), plan(10), at('20T03:00'))).toBe('20T09:00');
  });

  it('is due at once when its time of day is past now, and not lost', () => {
    expect(moved(job(DAILY, at('20T10:00')), plan(8), at('20T09:30'))).toBe('20T09:00');
  });

  it('does not run a second time on a day on which it has run', () => {
    const row = job(DAILY, at('21T08:00'), { lastClaimedFor: at('20T08:00') });
    expect(moved(row, plan(10), at('20T08:30'))).toBe('21T09:00');
  });

  it('never comes back to an instant that was claimed', () => {
    const row = job('30 17,18 * * *', at('20T09:30'), { lastClaimedFor: at('20T08:30') });
    // In Brisbane, ten hours ahead, 18:30 lies at 08:30 UTC: which has run, as the 17:30 of a clock nine hours ahead.
    expect(moved({ ...row, timezone: 'Australia/Brisbane' }, plan(9), at('20T08:40'))).toBe('21T07:30');
  });

  it('stays when it is due already: its claim deals with it', () => {
    expect(moved(job(DAILY, at('20T10:00')), plan(8), at('20T10:00'))).toBe('stays');
  });

  it('stays when its occurrence has come and only its jitter has not passed', () => {
    const row = job(DAILY, at('20T10:05'), { occurrenceAt: at('20T10:00'), policies: { jitterMs: 600_000 } });
    expect(moved(row, plan(8), at('20T10:01'))).toBe('stays');
  });

  it('stays when it lies before the first difference', () => {
    const differsFromMs = at('25T00:00').getTime();
    expect(moved(job(DAILY, at('20T09:00')), plan(8, { differsFromMs }), at('20T03:00'))).toBe('stays');
  });

  it('ends when its end comes first now', () => {
    const row = job(DAILY, at('20T08:00'), { endOn: at('20T08:30') });
    expect(moved(row, plan(10), at('20T03:00'))).toBeNull();
  });

  it('moves with calendar steps of simple intervals, too', () => {
    const row = job('1 day', at('20T08:00'), { intervalType: 'simple', startOn: new Date('2026-06-01T09:00:00Z') });
    expect(moved(row, plan(10), at('20T03:00'))).toBe('20T09:00');
  });
});

describe('what follows real time', () => {
  it.each([
    ['hourly', job('0 * * * *', at('20T10:00'))],
    ['every 90 minutes', job('90 minutes', at('20T10:30'), { intervalType: 'simple', startOn: at('20T09:00') })],
    ['once', job('', at('20T10:00'), { intervalType: 'once', interval: null, startOn: at('20T10:00') })],
  ])('stays (%s)', (_, row) => {
    expect(moved(row, plan(8), at('20T09:30'))).toBe('stays');
  });

  it('is counted from now when its hours are named', () => {
    expect(moved(job('*/30 18 * * *', at('20T10:00')), plan(8), at('20T03:00'))).toBe('20T09:00');
    expect(moved(job('*/30 18 * * *', at('20T10:00')), plan(8), at('20T09:10'))).toBe('20T09:30');
  });
});

describe('while nodes with older tz data may plan', () => {
  const watched = plan(8, { kind: 'watched' });

  it('what they planned is put right', () => {
    const row = job('0 18 * * *', at('21T10:00'), { lastClaimedFor: at('20T09:00') });
    expect(moved(row, watched, at('20T12:00'))).toBe('21T09:00');
  });

  it('what they planned an hour late is found also if the present rules know the instant', () => {
    const row = job('0 18,19 * * *', at('21T10:00'), { lastClaimedFor: at('20T11:00') });
    expect(moved(row, watched, at('20T12:00'))).toBe('21T09:00');
  });

  it('what was planned rightly stays, also the day that has run', () => {
    expect(moved(job('0 18 * * *', at('21T09:00')), watched, at('20T12:00'))).toBe('stays');
    const ranToday = job('0 18 * * *', at('21T09:00'), { lastClaimedFor: at('20T08:00') });
    expect(moved(ranToday, plan(10, { kind: 'watched' }), at('20T08:30'))).toBe('stays');
  });
});
