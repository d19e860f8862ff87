import { DomainError } from '../errors/domain-error.js';
import { parseDuration } from '../schedules/simple/duration-parser.js';
import { ScheduleError } from '../schedules/schedule.errors.js';
import { assertPeriod } from '../scheduler/instant.js';

/** A period in whole buckets. Epoch ms. */
export interface LoadPeriod {
  fromMs: number;
  bucketMs: number;
  count: number;
}

/** What was asked for. */
export interface AskedPeriod {
  from?: Date;
  to?: Date;
  bucket?: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DEFAULT_LENGTH_MS = DAY_MS;
const DEFAULT_BUCKETS = 300;
const NATURAL_BUCKETS_MS = [1, 5, 15, 60, 360, 1440].map((minutes) => minutes * MINUTE_MS);

export const MOST_BUCKETS = 2_000;
export const MOST_DAYS = 366;
const MOST_BUCKET_DAYS = 31;

/**
 * The period that is meant. Left out are: `from`: now, at the beginning of its bucket; `to`: a day later; `bucket`: the
 * smallest of 1, 5, 15 minutes, 1, 6 and 24 hours that makes at most 300.
 * @throws DomainError `EMPTY_PERIOD`, `INVALID_BUCKET`, `TOO_MANY_BUCKETS`, `PERIOD_TOO_FAR` (400)
 */
export function loadPeriod(asked: AskedPeriod, nowMs: number): LoadPeriod {
  const startMs = asked.from?.getTime() ?? nowMs;
  const endMs = asked.to?.getTime() ?? startMs + DEFAULT_LENGTH_MS;
  assertPeriod({ from: new Date(startMs), to: new Date(endMs) });
  if (endMs > nowMs + MOST_DAYS * DAY_MS || startMs < nowMs - MOST_DAYS * DAY_MS)
    throw malformed(
      'PERIOD_TOO_FAR',
      asked.to ? 'to' : 'from',
      `The period must lie within ${MOST_DAYS} days from now.`,
    );
  const bucketMs = asked.bucket === undefined ? naturalBucket(endMs - startMs) : bucketLength(asked.bucket);
  const fromMs = asked.from ? startMs : Math.floor(startMs / bucketMs) * bucketMs;
  const count = Math.ceil((endMs - fromMs) / bucketMs);
  if (count > MOST_BUCKETS)
    throw malformed(
      'TOO_MANY_BUCKETS',
      'bucket',
      `The period has ${count} buckets, at most ${MOST_BUCKETS} are allowed: choose a longer bucket or a shorter period.`,
    );
  return { fromMs, bucketMs, count };
}

function naturalBucket(lengthMs: number): number {
  return NATURAL_BUCKETS_MS.find((bucketMs) => lengthMs / bucketMs <= DEFAULT_BUCKETS) ?? DAY_MS;
}

function bucketLength(text: string): number {
  const refuse = (why: string): DomainError =>
    malformed('INVALID_BUCKET', 'bucket', `bucket "${text}" ${why}: write a duration such as "15 minutes" or "PT1H".`);
  try {
    const { months, days, exactMs } = parseDuration(text);
    if (months > 0) throw refuse('has months or years, whose length varies');
    const lengthMs = days * DAY_MS + exactMs;
    if (lengthMs > MOST_BUCKET_DAYS * DAY_MS) throw refuse(`is longer than ${MOST_BUCKET_DAYS} days`);
    return lengthMs;
  } catch (error) {
    throw error instanceof ScheduleError ? refuse('cannot be read') : error;
  }
}

function malformed(code: string, path: string, message: string): DomainError {
  return new DomainError('malformed', code, message, [{ path, message }]);
}
