import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/domain-error.js';
import { withFields } from './job-field-changes.js';
import type { JobFieldsDto } from './job-fields.dto.js';
import type { JobRecord } from './jobs.repository.js';

const job: JobRecord = {
  id: '01900000-0000-7000-8000-000000000001',
  type: 'noop',
  name: 'Job',
  slug: 'job',
  description: 'as it was',
  notes: null,
  ownerId: 'alice',
  interval: null,
  intervalType: null,
  timezone: 'UTC',
  startOn: null,
  endOn: null,
  enabled: false,
  lockedAt: null,
  data: {},
  policies: { maxAttempts: 3 },
  source: null,
  sourceId: null,
  workflowId: null,
  editingId: null,
  version: 1,
  createdAt: new Date('2026-01-01T00:00:00Z'),
};
const cron: JobRecord = { ...job, interval: '0 9 * * *', intervalType: 'cron' };
const once: JobRecord = { ...job, intervalType: 'once', startOn: new Date('2026-06-01T00:00:00Z') };

const scheduleAfter = (before: JobRecord, fields: JobFieldsDto): unknown[] => {
  const { interval, intervalType } = withFields(before, fields);
  return [interval, intervalType];
};
const codeOf = (before: JobRecord, fields: JobFieldsDto): string | undefined => {
  try {
    withFields(before, fields);
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('withFields', () => {
  it('changes nothing when nothing is given, and never the job itself', () => {
    const before = structuredClone(cron);
    expect(withFields(cron, {})).toEqual(cron);
    withFields(cron, { interval: null, maxAttempts: 9, description: null });
    expect(cron).toEqual(before);
  });

  it('clears with null', () => {
    const cleared = withFields(once, { description: null, notes: null, startOn: null, endOn: null });
    expect(cleared).toMatchObject({ description: null, notes: null, startOn: null, endOn: null, intervalType: 'once' });
  });

  it.each<[string, JobRecord, JobFieldsDto, unknown[]]>([
    ['given', job, { interval: '1 day', intervalType: 'simple' }, ['1 day', 'simple']],
    ['inferred as cron', job, { interval: '@daily' }, ['@daily', 'cron']],
    ['inferred as simple', cron, { interval: '1 day' }, ['1 day', 'simple']],
    ['inferred when null comes with an interval', job, { interval: '1 day', intervalType: null }, ['1 day', 'simple']],
    ['inferred from the present interval when null', cron, { intervalType: null }, ['0 9 * * *', 'cron']],
    ['inferred for a job that ran once', once, { interval: '1 day' }, ['1 day', 'simple']],
    ['once, when given so', cron, { intervalType: 'once' }, ['0 9 * * *', 'once']],
    ['kept at once without interval', once, { interval: null }, [null, 'once']],
    ['taken away with the interval', cron, { interval: null }, [null, null]],
    ['taken away from a job that ran once', once, { interval: null, intervalType: null }, [null, null]],
    ['kept when other fields change', cron, { timezone: 'Europe/Berlin' }, ['0 9 * * *', 'cron']],
  ])('has the type of the interval %s', (_, before, fields, expected) => {
    expect(scheduleAfter(before, fields)).toEqual(expected);
  });

  it('reads dates in the zone that the job will have', () => {
    const changed = withFields(job, { startOn: '2026-07-01', endOn: '2026-07-01', timezone: 'Asia/Tokyo' });
    expect(changed.startOn).toEqual(new Date('2026-06-30T15:00:00Z'));
    expect(changed.endOn).toEqual(new Date('2026-07-01T14:59:59.999Z'));
    expect(withFields(changed, { timezone: 'UTC' }).startOn).toEqual(changed.startOn);
  });

  it.each<[string, JobRecord, JobFieldsDto]>([
    ['INVALID_INTERVAL', job, { interval: 'now and then' }],
    ['INVALID_INTERVAL', job, { interval: '' }],
    ['INVALID_INTERVAL', job, { intervalType: 'simple' }],
    ['INVALID_INTERVAL', cron, { intervalType: 'simple' }],
    ['INVALID_TIMEZONE', job, { timezone: 'Mars/Olympus' }],
    ['INVALID_TIMEZONE', job, { timezone: 'Mars/Olympus', startOn: '2026-01-01' }],
    ['INVALID_DATE', job, { startOn: '2026-02-30' }],
    ['INVALID_RANGE', job, { startOn: '2026-02-02', endOn: '2026-02-01' }],
    ['INVALID_RANGE', once, { endOn: '2026-01-01' }],
  ])('refuses the impossible: %s', (code, before, fields) => {
    expect(codeOf(before, fields)).toBe(code);
  });

  it('takes an expression that can never match', () => {
    expect(codeOf(job, { interval: '0 0 30 2 *' })).toBeUndefined();
  });

  it('keeps only policies that differ from their defaults', () => {
    expect(withFields(job, { overlap: 'queue', catchUp: 'last' }).policies).toEqual({
      maxAttempts: 3,
      overlap: 'queue',
    });
    expect(withFields(job, { maxAttempts: 1 }).policies).toEqual({});
    expect(withFields({ ...job, policies: { timeoutMs: 5 } }, { timeoutMs: null }).policies).toEqual({});
  });
});
