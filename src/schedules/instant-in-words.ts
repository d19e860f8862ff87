import { clockChangeNote } from './clock-change-note.js';
import { formatLocal } from './local-format.js';
import { compileSchedule, occurrenceSource } from './schedule.js';
import type { ScheduleSpec } from './schedule.js';
import { zoneTable } from './zones.js';

/** An instant as people read it. */
export interface InstantInWords {
  /** In the zone, with its offset: `2026-03-29T03:00:00+02:00`. */
  local: string;
  /** What a clock change did to an occurrence of the schedule at that instant; null when nothing, or when there is none. */
  note: string | null;
}

/** Puts instants (epoch ms) into words for a zone and the schedule, if there is one. Throws as compileSchedule does. */
export function instantsInWords(timezone: string, spec: ScheduleSpec | undefined): (atMs: number) => InstantInWords {
  const zone = zoneTable(timezone);
  const schedule = spec && compileSchedule(spec);
  const source = spec && occurrenceSource(spec);
  return (atMs) => ({
    local: formatLocal(atMs, zone.segmentAt(atMs).offsetMs),
    note: source && schedule?.next(atMs - 1) === atMs ? clockChangeNote(source, zone, atMs) : null,
  });
}
