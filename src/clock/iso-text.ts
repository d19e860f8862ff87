const DAY_MS = 86_400_000;
let day = Number.NaN;
let prefix = '';

/**
 * What `Date.toISOString` answers, several times faster for instants of one day after another: claims and ends write
 * thousands. Throws RangeError for a date that is none.
 */
export function isoText(date: Date): string {
  const ms = date.getTime();
  const ofDay = Math.floor(ms / DAY_MS);
  if (ofDay !== day) {
    prefix = date.toISOString().slice(0, -13);
    day = ofDay;
  }
  const rest = ms - ofDay * DAY_MS;
  const seconds = Math.floor(rest / 1_000);
  const minutes = Math.floor(seconds / 60);
  const milli = rest % 1_000;
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
  return `${prefix}${time}.${milli < 100 ? '0' : ''}${twoDigits(milli)}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
