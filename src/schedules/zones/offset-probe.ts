import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar.js';

const OFFSET = /GMT(?:([+\-\u2212])(\d{1,2}):?(\d{2})?(?::(\d{2}))?)?$/;

/**
 * A function that asks Intl for a zone's offset from UTC (ms, east positive) at an instant. Exact to the second, but some
 * microseconds a call: the zone table asks it only while it builds itself. Throws RangeError for an unknown zone.
 * It names the zone always, so the host's own zone has no say.
 */
export function offsetProbe(timezone: string): (instantMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset', year: 'numeric' });
  return (instantMs) => {
    const text = format.format(instantMs);
    const match = OFFSET.exec(text);
    if (!match) throw new Error(`Intl gave an offset of ${timezone} that cannot be read: "${text}"`);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
    const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
    return sign === undefined || sign === '+' || size === 0 ? size : -size;
  };
}
