import { countOf, ordinal, twoDigits, joinWords, valuesInWords } from './words.js';

interface TimeValues {
  seconds: number[];
  minutes: number[];
  hours: number[];
}

interface TimesInWords {
  text: string;
  /** Clock times want a day (`every day`) behind them; intervals don't. */
  needsDay: boolean;
  dependsOnHour: boolean;
}

const MAX_CLOCK_TIMES = 6;

/** The times of day in words. Works on the sets of values, so that it can't be wrong about how they were written. */
export function describeTimes(values: TimeValues): TimesInWords {
  const { hours } = values;
  const dependsOnHour = hours.length < 24;
  const clockTimes = describeClockTimes(values);
  if (clockTimes) return { text: clockTimes, needsDay: true, dependsOnHour };
  const hourly = describeHourly(values);
  if (hourly) return { text: hourly, needsDay: false, dependsOnHour };
  return { text: `${describeWithinHour(values)}${hoursSuffix(values)}`, needsDay: false, dependsOnHour };
}

function describeClockTimes({ seconds, minutes, hours }: TimeValues): string | null {
  const [second = 0] = seconds;
  if (seconds.length > 1 || minutes.length * hours.length > MAX_CLOCK_TIMES || hours.length === 24) return null;
  if (hours.length > 2 && evenStep(hours, 24)) return null;
  const ending = second === 0 ? '' : `:${twoDigits(second)}`;
  const times = hours.flatMap((hour) => minutes.map((minute) => `${twoDigits(hour)}:${twoDigits(minute)}${ending}`));
  return `At ${joinWords(times)}`;
}

/** On the hour: `Every hour`, `Every 2 hours`, `Every hour from 09:00 to 17:00`. */
function describeHourly({ seconds, minutes, hours }: TimeValues): string | null {
  if (seconds.length > 1 || seconds[0] !== 0 || minutes.length > 1 || minutes[0] !== 0) return null;
  const step = evenStep(hours, 24);
  if (step) return `Every ${countOf(step, 'hour')}`;
  if (!isRun(hours)) return null;
  return `Every hour from ${twoDigits(hours[0]!)}:00 to ${twoDigits(hours.at(-1)!)}:00`;
}

function describeWithinHour({ seconds, minutes }: TimeValues): string {
  const minuteStep = evenStep(minutes, 60);
  if (seconds.length === 1 && seconds[0] === 0) {
    if (minuteStep) return `Every ${countOf(minuteStep, 'minute')}`;
    return `At ${unitValues('minute', minutes)}`;
  }
  const secondStep = evenStep(seconds, 60);
  const lead = secondStep ? `Every ${countOf(secondStep, 'second')}` : `At ${unitValues('second', seconds)}`;
  if (minuteStep === 1) return secondStep ? lead : `${lead} of every minute`;
  if (minuteStep) return `${lead} of every ${ordinal(minuteStep)} minute`;
  return `${lead} of ${unitValues('minute', minutes)}`;
}

function hoursSuffix({ seconds, minutes, hours }: TimeValues): string {
  const everyMinute = evenStep(minutes, 60);
  const isInterval = everyMinute !== null && (evenStep(seconds, 60) !== null || seconds.length === 1);
  if (hours.length === 24) return isInterval ? '' : ' of every hour';
  const step = evenStep(hours, 24);
  if (step) return ` ${isInterval ? 'in' : 'of'} every ${ordinal(step)} hour`;
  if (isRun(hours)) {
    const window = `${twoDigits(hours[0]!)}:00 and ${twoDigits(hours.at(-1)!)}:59`;
    return isInterval ? ` between ${window}` : ` of every hour between ${window}`;
  }
  return ` ${isInterval ? 'in' : 'of'} ${unitValues('hour', hours)}`;
}

/** The step of values that go evenly round the clock from 0 (1 = all of them), else null. */
function evenStep(values: number[], size: number): number | null {
  const step = size / values.length;
  return values.length > 1 && Number.isInteger(step) && values.every((value, index) => value === index * step)
    ? step
    : null;
}

function isRun(values: number[]): boolean {
  return values.every((value, index) => value === values[0]! + index);
}

function unitValues(unit: string, values: number[]): string {
  return `${unit}${values.length === 1 ? '' : 's'} ${valuesInWords(values, unit === 'hour' ? twoDigits : String)}`;
}
