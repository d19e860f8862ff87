import { invalidInterval } from '../schedule.errors.js';
import { DAY_OF_MONTH_FIELD, DAY_OF_WEEK_FIELD, type CronField } from './cron-fields.js';
import type { CronFieldTerms, CronTerm, RangeTerm } from './cron-terms.js';

const ITEM = /^(\*|[A-Z]+|\d+)(?:-([A-Z]+|\d+))?(?:\/(\d+))?$/;
const LAST_DAY = /^L(?:-(\d+))?(W)?$/;
const NEAREST_WEEKDAY = /^(\d+)W$/;
const NTH_WEEKDAY = /^([A-Z]+?|\d+)(?:#(\d+)|(L))$/;

/** Reads one field. Throws ScheduleError INVALID_INTERVAL that names the field, the faulty item and what is allowed. */
export function parseCronField(field: CronField, text: string, expression: string): CronFieldTerms {
  return new CronFieldParser(field, expression).parse(text);
}

class CronFieldParser {
  #text = '';

  constructor(
    private readonly field: CronField,
    private readonly expression: string,
  ) {}

  parse(text: string): CronFieldTerms {
    this.#text = text;
    if (text === '?') {
      if (!this.field.isDay)
        this.refuse(text, 'is not allowed', '"?" belongs to the day-of-month or day-of-week field');
      return { terms: [this.everything(1)], isStar: true };
    }
    if (text === '*') return { terms: [this.everything(1)], isStar: true };
    return {
      terms: text
        .toUpperCase()
        .split(',')
        .map((item) => this.item(item)),
      isStar: text.startsWith('*'),
    };
  }

  private item(item: string): CronTerm {
    const special = this.special(item);
    if (special) return special;
    const match = ITEM.exec(item);
    if (!match) return this.refuseUnreadable(item, item);
    const [, start = '', end, stepText] = match;
    const step = stepText === undefined ? 1 : Number(stepText);
    if (step === 0) this.refuse(item, 'has step 0', 'a step is at least 1');
    if (start === '*') return end === undefined ? this.everything(step) : this.refuseUnreadable(item, item);
    return this.range(item, { start, end, step, isOpen: stepText !== undefined });
  }

  private range(
    item: string,
    parts: { start: string; end: string | undefined; step: number; isOpen: boolean },
  ): RangeTerm {
    const { start, end, step, isOpen } = parts;
    const isWeekday = this.field === DAY_OF_WEEK_FIELD;
    let from = this.value(start, item);
    if (end === undefined) {
      if (isWeekday) from %= 7;
      return { kind: 'range', from, to: isOpen ? this.field.last : from, step };
    }
    let to = this.value(end, item);
    if (isWeekday && end === 'SUN' && from > 0) to = 7;
    if (isWeekday && from === 7 && to === 7) from = to = 0;
    if (from > to) {
      const advice = isWeekday && to === 0 ? `write "${start}-7"` : 'write it as two ranges, separated by a comma';
      this.refuse(item, 'is a range that runs backwards', advice);
    }
    return { kind: 'range', from, to, step };
  }

  private special(item: string): CronTerm | null {
    if (this.field === DAY_OF_MONTH_FIELD) return this.specialDayOfMonth(item);
    if (this.field === DAY_OF_WEEK_FIELD) return this.specialDayOfWeek(item);
    return null;
  }

  private specialDayOfMonth(item: string): CronTerm | null {
    if (item === 'W') return { kind: 'anyWeekday' };
    const last = LAST_DAY.exec(item);
    if (last) {
      const daysBefore = Number(last[1] ?? 0);
      if (daysBefore > 30) this.refuse(item, 'goes back further than a month', 'L-0 to L-30 are allowed');
      return { kind: last[2] ? 'lastWeekday' : 'lastDay', daysBefore };
    }
    const nearest = NEAREST_WEEKDAY.exec(item);
    return nearest ? { kind: 'nearestWeekday', day: this.value(nearest[1]!, item) } : null;
  }

  private specialDayOfWeek(item: string): CronTerm | null {
    const match = NTH_WEEKDAY.exec(item);
    if (!match) return null;
    const [, day = '', nthText, last] = match;
    const weekday = this.value(day, item) % 7;
    if (last) return { kind: 'nthWeekday', weekday, nth: null };
    const nth = Number(nthText);
    if (nth < 1 || nth > 5) this.refuse(item, 'is out of range', 'the number after "#" is 1-5');
    return { kind: 'nthWeekday', weekday, nth };
  }

  private everything(step: number): RangeTerm {
    return { kind: 'range', from: this.field.min, to: this.field.last, step };
  }

  private value(text: string, item: string): number {
    const { min, max, names } = this.field;
    const named = names?.get(text);
    if (named !== undefined) return named;
    if (!/^\d+$/.test(text)) return this.refuseUnreadable(item, text);
    const value = Number(text);
    if (value < min || value > max) this.refuse(item, `is out of range ${min}-${max}`);
    return value;
  }

  private refuseUnreadable(item: string, part: string): never {
    const { names, min, max } = this.field;
    const meant = names && [...names.keys()].find((name) => part.length > 3 && part.startsWith(name));
    if (meant && /^[A-Z]+$/.test(part)) this.refuse(item, 'cannot be read', `write "${meant}"`);
    const known = names ? `, the names ${[...names.keys()].join(' ')}` : '';
    const special = this.field === DAY_OF_MONTH_FIELD ? ', "L", "LW", "15W"' : '';
    const nth = this.field === DAY_OF_WEEK_FIELD ? ', "5L", "MON#2"' : '';
    const allowed = `${min}-${max}${known}, "*", lists "1,2", ranges "1-5", steps "*/2"${special}${nth}`;
    this.refuse(item, 'cannot be read', `allowed are ${allowed}`);
  }

  /** Shows the item as it was typed, or the whole field when the item is empty. */
  private refuse(item: string, problem: string, advice?: string): never {
    const typed = this.#text.split(',').find((part) => part !== '' && part.toUpperCase() === item) ?? this.#text;
    const message = `${this.field.name} field "${typed}" ${problem} in "${this.expression}"`;
    throw invalidInterval(advice ? `${message}: ${advice}` : message, this.expression);
  }
}
