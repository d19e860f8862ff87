import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar.js';
import { invalidInterval } from '../schedule.errors.js';
import { meanLengthMs, type Duration } from './duration.js';

type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

const MAX_YEARS = 100;
const ISO = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/i;
const ISO_UNITS: Unit[] = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
const PART = /(\d+(?:\.\d+)?)\s*([a-z]+)/y;
const SEPARATOR = /\s*(?:,\s*and\s+|,\s*|and\s+)?/y;

const UNITS = new Map<string, Unit>([
  ...aliases('year', 'years yr yrs y'),
  ...aliases('month', 'months mo'),
  ...aliases('week', 'weeks wk wks w'),
  ...aliases('day', 'days d'),
  ...aliases('hour', 'hours hr hrs h'),
  ...aliases('minute', 'minutes min mins m'),
  ...aliases('second', 'seconds sec secs s'),
]);

const EXAMPLES = 'write it as "1 hour", "1 day 12 hours" or ISO 8601 "PT1H30M"';

/**
 * Reads `1 hour`, `every 2 days`, `1 day, 12 hours and 30 minutes`, `90s`, `PT1H30M`, `P1W`. Hours and smaller may have
 * decimals. Throws ScheduleError INVALID_INTERVAL if it can't be read, is below 1 second or above 100 years.
 */
export function parseDuration(text: string): Duration {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 200)
    throw invalidInterval(`the interval is empty or too long: ${EXAMPLES}`, text);
  const duration = /^p/i.test(trimmed) ? parseIso(trimmed) : parseWords(trimmed);
  checkLength(duration, trimmed);
  return duration;
}

function aliases(unit: Unit, others: string): [string, Unit][] {
  return [unit, ...others.split(' ')].map((name) => [name, unit]);
}

function parseIso(text: string): Duration {
  const match = ISO.exec(text);
  const amounts = match?.slice(1) ?? [];
  if (amounts.every((amount) => amount === undefined) || /t$/i.test(text)) {
    throw invalidInterval(`"${text}" is not an ISO 8601 duration: ${EXAMPLES}`, text);
  }
  const duration = { months: 0, days: 0, exactMs: 0 };
  amounts.forEach((amount, index) => {
    if (amount !== undefined) add(duration, amount, ISO_UNITS[index]!, text);
  });
  return duration;
}

function parseWords(text: string): Duration {
  const duration = { months: 0, days: 0, exactMs: 0 };
  const lower = text.toLowerCase();
  const every = /^every\s+/.exec(lower)?.[0].length ?? 0;
  const bare = UNITS.get(lower.slice(every));
  if (every > 0 && bare) {
    add(duration, '1', bare, text);
    return duration;
  }
  const seen = new Set<Unit>();
  for (let at = every; at < lower.length;) {
    PART.lastIndex = at;
    const part = PART.exec(lower);
    if (!part) throw invalidInterval(`"${text}" cannot be read at "${text.slice(at)}": ${EXAMPLES}`, text);
    const unit = UNITS.get(part[2]!);
    if (!unit) {
      throw invalidInterval(
        `unknown unit "${part[2]}" in "${text}": use years, months, weeks, days, hours, minutes or seconds`,
        text,
      );
    }
    if (seen.has(unit)) throw invalidInterval(`"${text}" gives ${unit}s twice`, text);
    seen.add(unit);
    add(duration, part[1]!, unit, text);
    at = nextPart(lower, PART.lastIndex, text);
  }
  return duration;
}

function nextPart(lower: string, at: number, text: string): number {
  SEPARATOR.lastIndex = at;
  SEPARATOR.exec(lower);
  const next = SEPARATOR.lastIndex;
  if (next > at && next >= lower.length) throw invalidInterval(`"${text}" ends in the middle: ${EXAMPLES}`, text);
  return next;
}

function add(duration: Duration, amountText: string, unit: Unit, text: string): void {
  const amount = Number(amountText);
  if (!Number.isFinite(amount)) throw invalidInterval(`"${amountText}" is not a number in "${text}"`, text);
  if (unit === 'hour' || unit === 'minute' || unit === 'second') {
    const unitMs = { hour: HOUR_MS, minute: MINUTE_MS, second: SECOND_MS }[unit];
    duration.exactMs += Math.round(amount * unitMs);
    return;
  }
  if (!Number.isInteger(amount)) {
    throw invalidInterval(`${unit}s must be whole numbers, not ${amountText}, in "${text}": use hours instead`, text);
  }
  if (unit === 'year') duration.months += 12 * amount;
  else if (unit === 'month') duration.months += amount;
  else duration.days += unit === 'week' ? 7 * amount : amount;
}

function checkLength(duration: Duration, text: string): void {
  const lengthMs = meanLengthMs(duration);
  if (lengthMs < SECOND_MS) throw invalidInterval(`the interval "${text}" is too short: the minimum is 1 second`, text);
  if (lengthMs > MAX_YEARS * 365.25 * DAY_MS) {
    throw invalidInterval(`the interval "${text}" is too long: the maximum is ${MAX_YEARS} years`, text);
  }
}
