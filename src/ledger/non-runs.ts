import type { OccurrenceSpan } from '../schedules/occurrence-span.js';

/** Due instants that share one fate: recorded one by one up to a limit, the rest as one range. */
export interface NonRunRow {
  scheduledFor: Date;
  /** A range row stands for `count` occurrences from `scheduledFor` to `rangeTo`. */
  rangeTo: Date | null;
  rangeCount: number | null;
}

/** The newest `limit` occurrences get rows of their own; all older ones share one range row. Oldest first. */
export function nonRunRows(span: OccurrenceSpan, limit: number): NonRunRow[] {
  const newest = span.newest(limit + 1);
  if (newest.length <= limit) return newest.map(single);
  const range = {
    scheduledFor: new Date(span.firstMs),
    rangeTo: new Date(newest[0]!),
    rangeCount: span.count() - limit,
  };
  return [range, ...newest.slice(1).map(single)];
}

/** A row for one occurrence. */
export function single(at: number): NonRunRow {
  return { scheduledFor: new Date(at), rangeTo: null, rangeCount: null };
}
