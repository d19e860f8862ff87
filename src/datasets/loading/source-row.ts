/** A row on its way in: the names of its columns (the same array for rows of one shape) and its JSON text. */
export interface SourceRow {
  columns: readonly string[];
  /** Undefined for a header, which names columns before there are rows. */
  json?: string;
}
