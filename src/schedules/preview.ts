import { clockChangeNote } from './clock-change-note.js';
import { parseCron } from './cron/cron-expression.js';
import { cronWarnings } from './cron/cron-warnings.js';
import { formatLocal } from './local-format.js';
import { occurrencesBetween } from './occurrences.js';
import { compileSchedule, occurrenceSource, type ScheduleSpec } from './schedule.js';
import { zoneTable } from './zones.js';

/** One coming occurrence. */
export interface PreviewedOccurrence {
  /** The instant, ISO 8601 in UTC with milliseconds. */
  at: string;
  /** The same instant in the schedule's zone, with its offset: `2026-03-29T03:00:00+02:00`. */
  local: string;
  /** What a clock change did to this occurrence, in words; null when nothing. */
  note: string | null;
}

/** The first `count` occurrences strictly after `afterMs` (epoch ms). Throws as compileSchedule does. */
export function previewSchedule(spec: ScheduleSpec, afterMs: number, count: number): PreviewedOccurrence[] {
  const schedule = compileSchedule(spec);
  const source = occurrenceSource(spec);
  const zone = zoneTable(spec.timezone);
  let previousMs = Math.max(afterMs, (spec.startOn?.getTime() ?? -Infinity) - 1);
  return Array.from(occurrencesBetween(schedule, afterMs, Infinity, count), (atMs) => {
    const note = clockChangeNote(source, zone, atMs, previousMs);
    previousMs = atMs;
    return { at: new Date(atMs).toISOString(), local: formatLocal(atMs, zone.segmentAt(atMs).offsetMs), note };
  });
}

/** What people should know about a valid schedule before they rely on it. Throws as compileSchedule does. */
export function previewWarnings(spec: ScheduleSpec): string[] {
  const schedule = compileSchedule(spec);
  if (spec.intervalType === 'once') {
    return spec.startOn ? [] : ['A schedule that runs once needs startOn: without it, it never runs.'];
  }
  if (spec.interval === null) return ['There is no interval: this schedule never runs.'];
  const warnings = spec.intervalType === 'cron' ? cronWarnings(parseCron(spec.interval)) : [];
  if (!schedule.isImpossible && (spec.startOn ?? spec.endOn) && schedule.next(-Infinity) === null) {
    warnings.push(`No occurrence lies between startOn and endOn: this schedule never runs.`);
  }
  return warnings;
}
