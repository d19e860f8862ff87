// @ts-check
import fs from 'node:fs';

/**
 * What drivers of this process did, one JSON object a line, outside the database. Each line is one write to a file opened
 * for appending: it survives whatever kills the process. `t` is the machine's monotonic clock in milliseconds, which all
 * processes share and nobody can step.
 */
export class Journal {
  /** @param {string} file */
  constructor(file) {
    this.handle = fs.openSync(file, 'a');
  }

  /** @param {Record<string, unknown>} line */
  write(line) {
    const t = Number(process.hrtime.bigint() / 1_000n) / 1_000;
    fs.writeSync(this.handle, `${JSON.stringify({ t, ...line })}\n`);
  }
}
