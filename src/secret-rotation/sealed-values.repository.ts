import type { SqlSession } from '../database/sql.js';

/** A column of JSON in which secrets may be sealed, and the key of its table. */
export interface SealedColumn {
  table: string;
  column: string;
  /** Columns of the primary key, in order, with their types. */
  key: [name: string, type: string][];
}

/** Every column that holds sealed texts; a test looks through the whole database for others. */
export const SEALED_COLUMNS: SealedColumn[] = [
  { table: 'jobs', column: 'data', key: [['id', 'uuid']] },
  { table: 'job_actions', column: 'data', key: [['id', 'uuid']] },
  { table: 'action_attachments', column: 'data', key: [['id', 'uuid']] },
  {
    table: 'job_versions',
    column: 'content',
    key: [
      ['job_id', 'uuid'],
      ['version', 'integer'],
    ],
  },
  { table: 'datasets', column: 'source', key: [['id', 'uuid']] },
];

/** A value with sealed texts in it, as the text of its JSON: numbers must not pass through JavaScript. `key` is its row's primary key. */
export interface SealedValue {
  key: string[];
  value: string;
}

/** Reads and replaces sealed texts without looking at what they belong to. Names in the statements are those above. */
export class SealedValuesRepository {
  constructor(private readonly sql: SqlSession) {}

  /** The next rows in the order of their keys whose value names the sealing key. */
  next(column: SealedColumn, sealedWith: string, after: string[] | undefined, limit: number): Promise<SealedValue[]> {
    const names = column.key.map(([name]) => name).join(', ');
    const bounds = column.key.map(([, type], index) => `$${index + 3}::${type}`).join(', ');
    return this.sql.rows<SealedValue & Record<string, unknown>>({
      text: `
        SELECT ARRAY[${column.key.map(([name]) => `${name}::text`).join(', ')}] AS key, ${column.column}::text AS value
        FROM ${column.table}
        WHERE position($1 IN ${column.column}::text) > 0 ${after ? `AND (${names}) > (${bounds})` : ''}
        ORDER BY ${names} LIMIT $2`,
      values: [`enc:v1:${sealedWith}:`, limit, ...(after ?? [])],
    });
  }

  /** Replaces values that are still as they were read, in one statement. @returns how many were */
  replace(column: SealedColumn, rows: readonly { key: string[]; from: string; to: string }[]): Promise<number> {
    const arrays = column.key.map(([, type], index) => `$${index + 3}::${type}[]`).join(', ');
    const names = column.key.map((_, index) => `k${index}`);
    const matches = column.key.map(([name], index) => `t.${name} = v.k${index}`).join(' AND ');
    return this.sql.execute({
      text: `
        UPDATE ${column.table} t SET ${column.column} = v.after
        FROM unnest($1::jsonb[], $2::jsonb[], ${arrays}) AS v (before, after, ${names.join(', ')})
        WHERE ${matches} AND t.${column.column} = v.before`,
      values: [
        rows.map(({ from }) => from),
        rows.map(({ to }) => to),
        ...column.key.map((_, index) => rows.map(({ key }) => key[index])),
      ],
    });
  }
}
