import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Sql } from '../../database/sql.js';

const FLUSH_CHARACTERS = 1024 * 1024;

/**
 * Writes the rows of one load with COPY, a mebibyte at a time. No connection is held while the source is waited for:
 * a few slow sources would otherwise take the whole pool. What was written is seen by nobody until the load is adopted.
 */
export class RowWriter {
  private position = 0;
  private lines: string[] = [];
  private size = 0;

  constructor(
    private readonly sql: Sql,
    private readonly loadId: string,
  ) {}

  async add(json: string): Promise<void> {
    const line = `${this.loadId}\t${this.position}\t${json.replaceAll(/[\\\n\r\t]/g, escaped)}\n`;
    this.position += 1;
    this.lines.push(line);
    this.size += line.length;
    if (this.size >= FLUSH_CHARACTERS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    const text = this.lines.join('');
    this.lines = [];
    this.size = 0;
    await this.sql.withClient(async (client) => {
      const copy = client.query(copyFrom('COPY dataset_rows (load_id, position, row) FROM STDIN'));
      await pipeline(Readable.from([Buffer.from(text)]), copy);
    });
  }
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return ESCAPES[character] ?? character;
}
