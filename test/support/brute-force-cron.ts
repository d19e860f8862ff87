/**
 * A second evaluator of cron expressions that shares nothing with the product's: it asks Intl what the clock shows, minute
 * after minute, and acts out the rule of docs/scheduling.md. Slow and simple. Knows whole-minute offsets only.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const ALIASES: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
};

const clocks = new Map<string, (instantMs: number) => number>();

/** What the zone's clock shows at an instant, as the UTC instant with the same reading. Asked once, remembered. */
function clockOf(timezone: string): (instantMs: number) => number {
  const known = clocks.get(timezone);
  if (known) return known;
  const shown = new Map<number, number>();
  const ask = askIntl(timezone);
  const clock = (instantMs: number): number => {
    let wallMs = shown.get(instantMs);
    if (wallMs === undefined) shown.set(instantMs, (wallMs = ask(instantMs)));
    return wallMs;
  };
  clocks.set(timezone, clock);
  return clock;
}

function askIntl(timezone: string): (instantMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (instantMs) => {
    const [, month, day, year, time] = /(\d+)\/(\d+)\/(\d+), (.*)/.exec(format.format(instantMs))!;
    return Date.parse(`${year}-${month}-${day}T${time}Z`);
  };
}

function values(field: string, from: number, to: number, names: string[] = []): Set<number> {
  const number = (text: string): number => {
    const index = names.indexOf(text.toUpperCase());
    return index < 0 ? Number(text) : index + (from === 1 ? 1 : 0);
  };
  const found = new Set<number>();
  for (const term of field.split(',')) {
    const [range = '', step] = term.split('/');
    const [low = '', high] = range.split('-');
    const first = low === '*' || low === '?' ? from : number(low);
    let last = high === undefined ? first : number(high);
    if (low === '*' || low === '?' || (high === undefined && step !== undefined)) last = to;
    if (last < first) last += 7;
    for (let value = first; value <= last; value += Number(step ?? 1)) found.add(value);
  }
  return found;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const isWorkday = (year: number, month: number, day: number): boolean =>
  ![0, 6].includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay());

/** The working day nearest to a day, within its month. */
function nearestWorkday(year: number, month: number, day: number): number {
  for (const shift of [0, -1, 1, 2, -2]) {
    const shifted = day + shift;
    if (shifted >= 1 && shifted <= daysIn(year, month) && isWorkday(year, month, shifted)) return shifted;
  }
  throw new Error('a month without working days');
}

function matchesDayOfMonth(field: string, date: Date): boolean {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const length = daysIn(year, month);
  return field.split(',').some((term) => {
    if (term === 'LW') {
      let last = length;
      while (!isWorkday(year, month, last)) last--;
      return day === last;
    }
    if (term.startsWith('L')) return day === length - Number(term.slice(2) || 0);
    if (term.endsWith('W')) {
      const wanted = Number(term.slice(0, -1));
      return wanted <= length && day === nearestWorkday(year, month, wanted);
    }
    return values(term, 1, 31).has(day);
  });
}

function matchesWeekday(field: string, date: Date): boolean {
  const [weekday, day] = [date.getUTCDay(), date.getUTCDate()];
  const length = daysIn(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return field.split(',').some((term) => {
    const [name = '', nth] = term.split('#');
    const wanted = (text: string): boolean => [...values(text, 0, 7, WEEKDAYS)].some((value) => value % 7 === weekday);
    if (nth !== undefined) return wanted(name) && Math.ceil(day / 7) === Number(nth);
    if (/^\w+L$/.test(name)) return wanted(name.slice(0, -1)) && day + 7 > length;
    return wanted(term);
  });
}

/** The first run strictly after `fromMs`, or null when there is none within 50 years. */
export function bruteForceNext(expression: string, timezone: string, fromMs: number): number | null {
  const fields = (ALIASES[expression] ?? expression).split(' ');
  if (fields.length === 5) fields.unshift('0');
  const [second = '', minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = fields;
  const isWild = [second, minute, hour].some((field) => field.startsWith('*'));
  const seconds = [...values(second, 0, 59)].sort((a, b) => a - b);
  const [minutes, hours, months] = [values(minute, 0, 59), values(hour, 0, 23), values(month, 1, 12, MONTHS)];
  const isDay = (wallMs: number): boolean => {
    const date = new Date(wallMs);
    if (!months.has(date.getUTCMonth() + 1)) return false;
    const [byDate, byWeekday] = [matchesDayOfMonth(dayOfMonth, date), matchesWeekday(dayOfWeek, date)];
    const isEither = !/^[*?]/.test(dayOfMonth) && !/^[*?]/.test(dayOfWeek);
    return isEither ? byDate || byWeekday : byDate && byWeekday;
  };
  const clock = clockOf(timezone);
  const shows = (day: number): boolean => {
    for (let atMs = day - DAY_MS; atMs < day + 2 * DAY_MS; atMs += 15 * MINUTE_MS)
      if (Math.floor(clock(atMs) / DAY_MS) * DAY_MS === day) return true;
    return false;
  };
  const isTime = (wallMs: number): boolean =>
    minutes.has(new Date(wallMs).getUTCMinutes()) && hours.has(new Date(wallMs).getUTCHours()) && isDay(wallMs);

  let atMs = Math.floor(fromMs / MINUTE_MS) * MINUTE_MS;
  // Whatever the clock has shown in the last day has been reached.
  let reached = -Infinity;
  for (let past = atMs - DAY_MS; past < atMs; past += MINUTE_MS) reached = Math.max(reached, clock(past));
  for (const endMs = atMs + 50 * 366 * DAY_MS; atMs < endMs; atMs += MINUTE_MS) {
    const wall = clock(atMs);
    let found = (isWild || wall > reached) && isTime(wall) ? seconds.map((value) => atMs + value * 1000) : [];
    const skippedUntil = isWild ? reached : wall;
    for (let skipped = reached + MINUTE_MS; skipped < skippedUntil; skipped += MINUTE_MS)
      if (isTime(skipped) && shows(Math.floor(skipped / DAY_MS) * DAY_MS)) found = [atMs, ...found];
    reached = Math.max(reached, wall);
    const first = found.find((instantMs) => instantMs > fromMs);
    if (first !== undefined) return first;
    // Days on which nothing matches are passed over, three before the next that does: no clock change is wider.
    if (wall % DAY_MS === 0 && ![0, 1, 2, 3].some((days) => isDay(wall + days * DAY_MS))) {
      atMs += DAY_MS - MINUTE_MS;
      reached = clock(atMs);
    }
  }
  return null;
}
