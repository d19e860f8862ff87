import { sourceTooLarge, sourceUnreadable } from './loading.errors.js';
import type { LoadLimits } from './load-limits.js';
import type { SourceRow } from './source-row.js';

/** Counts rows and bytes of a load, collects its columns in order of first appearance, and enforces the limits. */
export class RowIntake {
  rowCount = 0;
  private bytes = 0;
  private lastShape: readonly string[] | undefined;
  private readonly names = new Set<string>();

  constructor(private readonly limits: LoadLimits) {}

  get columns(): string[] {
    return [...this.names];
  }

  /** @throws DomainError SOURCE_TOO_LARGE, SOURCE_UNREADABLE */
  accept({ columns, json }: SourceRow): void {
    this.addColumns(columns);
    if (json !== undefined) this.addRow(json);
  }

  private addRow(json: string): void {
    this.rowCount += 1;
    if (this.rowCount > this.limits.rows) throw sourceTooLarge(`more than ${this.limits.rows} rows`);
    const size = Buffer.byteLength(json);
    if (size > this.limits.rowBytes)
      throw sourceTooLarge(`row ${this.rowCount} has ${size} bytes as JSON; ${this.limits.rowBytes} are allowed`);
    this.bytes += size;
    if (this.bytes > this.limits.totalBytes) throw sourceTooLarge(`more than ${this.limits.totalBytes} bytes in all`);
  }

  private addColumns(columns: readonly string[]): void {
    if (columns === this.lastShape) return;
    this.lastShape = columns;
    for (const name of columns) {
      if (name.includes('\u0000') || Buffer.from(name).toString() !== name)
        throw sourceUnreadable(
          `a column name in row ${this.rowCount + 1} holds a NUL character or half a surrogate pair`,
        );
      this.names.add(name);
    }
    if (this.names.size > this.limits.columns)
      throw sourceTooLarge(`more than ${this.limits.columns} columns (row ${this.rowCount + 1})`);
  }
}
