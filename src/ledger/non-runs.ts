/** Due instants that share one fate: recorded one by one up to a limit, the rest as one range. */
export interface NonRunRow {
  scheduledFor: Date;
  /** A range row stands for `count` occurrences from `scheduledFor` to `rangeTo`. */
  rangeTo: Date | null;
  rangeCount: number | null;
}

/** The newest `limit` occurrences get rows of their own; all older ones share one range row. Input is oldest first. */
export function nonRunRows(occurrences: readonly number[], limit: number): NonRunRow[] {
  const split = Math.max(0, occurrences.length - limit);
  const singles = occurrences
    .slice(split)
    .map((at) => ({ scheduledFor: new Date(at), rangeTo: null, rangeCount: null }));
  if (split === 0) return singles;
  const range = {
    scheduledFor: new Date(occurrences[0]!),
    rangeTo: new Date(occurrences[split - 1]!),
    rangeCount: split,
  };
  return [range, ...singles];
}
