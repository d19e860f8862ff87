// What `npm run vectors` writes, as text: test/integration/vectors.spec.ts compares it with what is committed.
import { DAY_CASES, FIELD_CASES, RARE_CASES, SIMPLE_CASES } from './calendar.mjs';
import { clockChangeCases } from './clock-changes.mjs';

/**
 * @typedef {{id: string, zone: string, from: string, count: number, why: string}} Item
 * @typedef {Item & {expression: string}} CronCase
 * @typedef {Item & {interval: string, startOn: string}} SimpleCase
 * @typedef {import('../../src/schedules/preview.js').previewSchedule} PreviewSchedule
 * @typedef {{previewSchedule: PreviewSchedule, offsetAt: (zone: string, atMs: number) => number}} Evaluator
 * @typedef {{intervalType: 'cron' | 'simple', interval: string, startOn: Date | null}} Timing
 */

/** @type {(evaluator: Evaluator) => Map<string, string>} file name -> content */
export function vectorFiles({ previewSchedule, offsetAt }) {
  const { fixed, wild } = clockChangeCases(offsetAt);
  /** @type {(cases: CronCase[]) => object[]} */
  const cron = (cases) => cases.flatMap((item) => cronVectors(previewSchedule, item));
  const simple = SIMPLE_CASES.flatMap((item) => simpleVectors(previewSchedule, item));
  return new Map([
    ['clock-changes-fixed.json', text('Fixed times of day around clock changes.', cron(fixed))],
    ['clock-changes-wild.json', text('Expressions that follow real time, around clock changes.', cron(wild))],
    ['days.json', text('Days of the month and of the week.', cron(DAY_CASES))],
    ['fields.json', text('Minutes, hours, seconds, names, aliases.', cron(FIELD_CASES))],
    ['rare.json', text('What never comes, or hardly ever.', cron(RARE_CASES))],
    ['simple.json', text('Simple intervals, counted from startOn.', simple)],
  ]);
}

/** @type {(previewSchedule: PreviewSchedule, item: CronCase) => object[]} */
function cronVectors(previewSchedule, { expression, ...item }) {
  const found = preview(previewSchedule, item, { intervalType: 'cron', interval: expression, startOn: null });
  return chain(item, { expression }, found);
}

/** @type {(previewSchedule: PreviewSchedule, item: SimpleCase) => object[]} */
function simpleVectors(previewSchedule, { interval, startOn, ...item }) {
  const found = preview(previewSchedule, item, { intervalType: 'simple', interval, startOn: new Date(startOn) });
  return chain(item, { interval, startOn }, found);
}

/** @type {(previewSchedule: PreviewSchedule, item: Item, timing: Timing) => ReturnType<PreviewSchedule>} */
function preview(previewSchedule, { zone, from, count }, timing) {
  const spec = { ...timing, timezone: zone, endOn: null, anchor: new Date(0) };
  return previewSchedule(spec, Date.parse(from), count);
}

/**
 * One vector for each of the first occurrences: the `next` of one is the `from` of the following.
 *
 * @type {(item: Item, shown: object, found: ReturnType<PreviewSchedule>) => object[]}
 */
function chain({ id, zone, from, why }, shown, found) {
  if (found.length === 0) return [{ id: `${id}-1`, ...shown, zone, from: short(from), next: null, why }];
  return found.map(({ at, note }, index) => ({
    id: `${id}-${index + 1}`,
    ...shown,
    zone,
    from: short(found[index - 1]?.at ?? from),
    next: short(at),
    why: note === null ? why : `${why}. ${note}`,
  }));
}

/**
 * Vectors lie on whole seconds.
 *
 * @type {(instant: string) => string}
 */
function short(instant) {
  return instant.replace('.000Z', 'Z');
}

/** @type {(about: string, vectors: object[]) => string} */
function text(about, vectors) {
  const lines = vectors.map((vector) => `    ${JSON.stringify(vector)}`).join(',\n');
  return `{\n  "about": ${JSON.stringify(about)},\n  "vectors": [\n${lines}\n  ]\n}\n`;
}
