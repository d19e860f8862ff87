/** How much one load may hold; more fails the refresh and keeps the rows there were. */
export interface LoadLimits {
  rows: number;
  /** Of one row as JSON, UTF-8. */
  rowBytes: number;
  columns: number;
  /** Of all rows as JSON, and of the body of an HTTP source. */
  totalBytes: number;
}

export const LOAD_LIMITS: LoadLimits = {
  rows: 1_000_000,
  rowBytes: 64 * 1024,
  columns: 1_000,
  totalBytes: 1024 * 1024 * 1024,
};

/** From the first byte asked for to the last row. */
export const LOAD_TIMEOUT_MS = 15 * 60_000;
