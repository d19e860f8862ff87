/** How the starts of one job are counted. */
export interface CountPlan {
  /** Plans with the same key count the same; null: this one stands alone. */
  key: string | null;
  /** It has starts in most buckets. */
  isDense?: boolean;
  /** Adds `weight` to the bucket of each start. What takes long yields from time to time, so that its caller can pause. */
  count(counts: Float64Array, weight: number): Iterable<void>;
}

/** Of a count that does not take long. */
export const DONE: Iterable<void> = [];
