import { DAY_MS } from '../calendar.js';

/** A duration: calendar steps (whole numbers) and exact elapsed time, kept apart because they behave differently. */
export interface Duration {
  months: number;
  days: number;
  exactMs: number;
}

/** Mean length of a Gregorian month. */
export const MEAN_MONTH_MS = 30.436875 * DAY_MS;

/** The length of a duration on average, ms. */
export function meanLengthMs(duration: Duration): number {
  return duration.months * MEAN_MONTH_MS + duration.days * DAY_MS + duration.exactMs;
}
