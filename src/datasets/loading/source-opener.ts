import { Injectable } from '@nestjs/common';
import type { DatasetSource } from '../dataset-source.js';
import { HttpSourceReader } from './http-source.js';
import type { SourceRow } from './source-row.js';
import { SqlSourceReader } from './sql-source.js';

/** Opens whatever a dataset's rows come from. */
@Injectable()
export class SourceOpener {
  constructor(
    private readonly http: HttpSourceReader,
    private readonly sql: SqlSourceReader,
  ) {}

  /** Nothing is opened before the first row is asked for, and everything is closed when the iteration ends. */
  open(source: DatasetSource, signal?: AbortSignal): AsyncIterable<SourceRow> {
    if (source.kind === 'http') return this.http.rows(source, signal);
    if (source.kind === 'sql') return this.sql.rows(source, signal);
    throw new Error('inline rows have no source to open');
  }
}
