// Jobs around clock changes of the past, where no new tz data moves them.

/**
 * @typedef {import('./vector-files.mjs').CronCase} CronCase
 * @typedef {(zone: string, atMs: number) => number} OffsetAt offset from UTC in milliseconds
 * @typedef {[zone: string, at: string, what: string]} Change a zone, the instant of the change, and what it is known for
 */

/** @type {Change[]} */
const CHANGES = [
  ['Europe/Berlin', '2024-03-31T01:00:00Z', 'an hour in the night'],
  ['Europe/Berlin', '2024-10-27T01:00:00Z', 'an hour in the night'],
  ['Europe/London', '2024-03-31T01:00:00Z', 'the gap begins at 01:00'],
  ['Europe/Dublin', '2024-10-27T01:00:00Z', 'winter time is the exception there'],
  ['America/New_York', '2024-03-10T07:00:00Z', 'an hour in the night'],
  ['America/New_York', '2024-11-03T06:00:00Z', 'an hour in the night'],
  ['America/St_Johns', '2006-04-02T03:31:00Z', 'the change came at 00:01'],
  ['America/St_Johns', '2006-10-29T02:31:00Z', 'the change came at 00:01 and repeated the end of the day before'],
  ['America/Havana', '2024-03-10T05:00:00Z', 'midnight does not exist'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z', 'midnight does not exist'],
  ['America/Sao_Paulo', '2019-02-17T02:00:00Z', 'the last hour of the day comes twice'],
  ['America/Santiago', '2023-09-03T04:00:00Z', 'midnight does not exist'],
  ['America/Santiago', '2023-04-02T03:00:00Z', 'the last hour of the day comes twice'],
  ['America/Nuuk', '2024-03-31T01:00:00Z', 'the last hour of the day does not exist'],
  ['America/Caracas', '2016-05-01T07:00:00Z', 'half an hour'],
  ['Africa/Cairo', '2023-04-27T22:00:00Z', 'midnight does not exist'],
  ['Africa/Casablanca', '2023-03-19T02:00:00Z', 'summer time pauses for Ramadan'],
  ['Africa/Casablanca', '2023-04-23T02:00:00Z', 'summer time goes on after Ramadan'],
  ['Antarctica/Troll', '2023-03-26T01:00:00Z', 'two hours at once'],
  ['Antarctica/Troll', '2023-10-29T01:00:00Z', 'two hours come twice'],
  ['Asia/Amman', '2022-02-24T22:00:00Z', 'midnight does not exist'],
  ['Asia/Beirut', '2022-03-26T22:00:00Z', 'midnight does not exist'],
  ['Asia/Tehran', '2022-03-21T20:30:00Z', 'midnight does not exist'],
  ['Asia/Pyongyang', '2018-05-04T15:00:00Z', 'half an hour before midnight'],
  ['Asia/Pyongyang', '2015-08-14T15:00:00Z', 'the half hour before midnight comes twice'],
  ['Australia/Lord_Howe', '2023-09-30T15:30:00Z', 'half an hour'],
  ['Australia/Lord_Howe', '2023-04-01T15:00:00Z', 'half an hour comes twice'],
  ['Pacific/Chatham', '2023-09-23T14:00:00Z', 'the gap begins at 02:45'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', 'a whole date does not exist'],
  ['Pacific/Kwajalein', '1993-08-21T12:00:00Z', 'a whole date does not exist'],
  ['Europe/Moscow', '2011-03-26T23:00:00Z', 'summer time for good'],
  ['Europe/Moscow', '2014-10-25T22:00:00Z', 'winter time for good'],
  ['Europe/Volgograd', '2020-12-26T22:00:00Z', 'a zone moves west'],
];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** @type {(ms: number) => string} */
const iso = (ms) => new Date(ms).toISOString();

/** @type {(offsetAt: OffsetAt) => {fixed: CronCase[], wild: CronCase[]}} */
export function clockChangeCases(offsetAt) {
  return {
    fixed: CHANGES.flatMap((change) => fixed(change, offsetAt)),
    wild: CHANGES.flatMap((change) => wild(change, offsetAt)),
  };
}

/**
 * The change, its name, and the times of day that it skips or repeats.
 *
 * @param {Change} change
 * @param {OffsetAt} offsetAt
 */
function read([zone, at, what], offsetAt) {
  const atMs = Date.parse(at);
  const [fromWall, toWall] = [atMs + offsetAt(zone, atMs - 1), atMs + offsetAt(zone, atMs)];
  if (fromWall === toWall) throw new Error(`the clock of ${zone} does not change at ${at}`);
  const name = `${(zone.split('/').at(-1) ?? zone).toLowerCase().replaceAll('_', '-')}-${iso(Math.max(fromWall, toWall)).slice(0, 10)}`;
  const [low, high] = [Math.min(fromWall, toWall), Math.max(fromWall, toWall)];
  return {
    zone,
    what,
    atMs,
    name,
    isGap: toWall > fromWall,
    low,
    high,
    middle: low + Math.min((high - low) / 2, HOUR_MS / 2),
  };
}

/** @type {(wallMs: number) => string} */
const field = (wallMs) => `${new Date(wallMs).getUTCMinutes()} ${new Date(wallMs).getUTCHours()}`;

/** @type {(change: Change, offsetAt: OffsetAt) => CronCase[]} */
function fixed(change, offsetAt) {
  const { zone, what, atMs, name, isGap, low, high, middle } = read(change, offsetAt);
  const from = iso(atMs - 20 * HOUR_MS);
  const ofDate = high - low >= 24 * HOUR_MS ? 'a date that does not exist owns no run' : null;
  const once = isGap
    ? (ofDate ?? 'a fixed time in the gap runs once, right after it')
    : 'a fixed time that comes twice runs in the first pass only';
  const several = isGap
    ? (ofDate ?? 'several fixed times in one gap run once')
    : 'each of several fixed times runs in the first pass only';
  const two = `${new Date(low).getUTCMinutes()},${new Date(middle).getUTCMinutes()} ${new Date(middle).getUTCHours()}`;
  return [
    { id: `${name}-inside`, expression: `${field(middle)} * * *`, why: `${what}: ${once}` },
    { id: `${name}-first`, expression: `${field(low)} * * *`, why: `${what}: ${once}` },
    { id: `${name}-end`, expression: `${field(high)} * * *`, why: `${what}: the end of it is an ordinary time` },
    { id: `${name}-two`, expression: `${two} * * *`, why: `${what}: ${several}` },
  ].map((rest) => ({ ...rest, zone, from, count: 3 }));
}

/** @type {(change: Change, offsetAt: OffsetAt) => CronCase[]} */
function wild(change, offsetAt) {
  const { zone, what, atMs, name, low, middle } = read(change, offsetAt);
  const hour = new Date(middle).getUTCHours();
  return [
    {
      id: `${name}-hourly`,
      expression: '0 * * * *',
      why: `${what}: a wild expression follows real time`,
      from: iso(atMs - HOUR_MS),
    },
    {
      id: `${name}-quarters`,
      expression: '*/15 * * * *',
      why: `${what}: a wild expression follows real time`,
      from: iso(atMs - 16 * MINUTE_MS),
    },
    {
      id: `${name}-hour`,
      expression: `*/30 ${hour} * * *`,
      why: `${what}: a wild expression does not run at times that do not exist, and runs in both passes of those that come twice`,
      from: iso(atMs - 20 * HOUR_MS - (low % HOUR_MS)),
    },
  ].map((rest) => ({ ...rest, zone, count: 4 }));
}
