/** A promise that was not kept. */
export interface Finding {
  /** Which one. */
  rule: string;
  /** What is wrong, with the values. */
  message: string;
  jobId?: string;
}

/** What a check looked at, by name, for the report: a check that saw nothing proves nothing. */
export type Counts = Record<string, number>;

/** What one check found. */
export interface Checked {
  findings: Finding[];
  counts: Counts;
}
