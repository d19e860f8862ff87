/** Rows that people gave; they live in the load only. */
export interface InlineSource {
  kind: 'inline';
}

/** Rows behind a URL. Header values are sealed by the SecretBox. */
export interface HttpSource {
  kind: 'http';
  url: string;
  format: 'json' | 'csv';
  headers?: Record<string, string>;
  /** Where the array is in a JSON document: `data.items`. */
  path?: string;
}

/** Rows of a query on a connection that the installation names in SQL_CONNECTIONS. */
export interface SqlSource {
  kind: 'sql';
  connection: string;
  query: string;
}

/** Where a dataset's rows come from, as it is stored. */
export type DatasetSource = InlineSource | HttpSource | SqlSource;
