import { parseCron } from './cron/cron-expression.js';
import { describeCron } from './describe/describe-cron.js';
import { describeDuration } from './describe/describe-duration.js';
import { formatDateTime } from './local-format.js';
import { occurrenceSource, type ScheduleSpec } from './schedule.js';
import { parseDuration } from './simple/duration-parser.js';
import { zoneTable } from './zones.js';
import { wallAt } from './zones/local-time.js';

/**
 * A schedule in words: `At 09:00 every day (America/Los_Angeles)`, `Every 15 minutes`, `Once, at 2026-01-01 09:00 (UTC)`.
 * The zone is named where it matters. Throws as compileSchedule does.
 */
export function describeSchedule(spec: ScheduleSpec): string {
  occurrenceSource(spec);
  const { intervalType, interval, timezone, startOn } = spec;
  const local = (date: Date) => `${formatDateTime(wallAt(zoneTable(timezone), date.getTime()))} (${timezone})`;
  if (intervalType === 'once') return startOn ? `Once, at ${local(startOn)}` : 'Once, but startOn is not set';
  if (interval === null) return 'Never: no interval is set';
  if (intervalType === 'simple') {
    const duration = parseDuration(interval);
    const isExact = duration.months === 0 && duration.days === 0;
    return `Every ${describeDuration(duration)}${isExact ? '' : `, from ${local(startOn ?? spec.anchor)}`}`;
  }
  const { text, dependsOnZone } = describeCron(parseCron(interval));
  return dependsOnZone ? `${text} (${timezone})` : text;
}
