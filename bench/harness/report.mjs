// @ts-check
import os from 'node:os';

/** @typedef {{ bar: string, atLeast: string, measured: string, met: boolean | undefined }} Bar */

/** Collects what was found and prints it. */
export class Report {
  /** @type {Bar[]} */
  bars = [];
  /** @type {Record<string, unknown>} */
  figures = {};

  /** Progress and details, while it runs. @param {string} line */
  say(line) {
    console.log(line);
  }

  /** @param {string} title */
  section(title) {
    this.say(`\n== ${title} (load ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} CPUs)`);
  }

  /** `met` undefined: there was nothing to compare with. @param {Bar} bar */
  bar(bar) {
    this.bars.push(bar);
    this.say(`-> ${bar.bar}: ${bar.measured} (${bar.atLeast}): ${verdict(bar)}`);
  }

  /** @param {string} name @param {unknown} values */
  figure(name, values) {
    this.figures[name] = values;
  }

  print() {
    const rows = [
      ['bar', 'asked', 'measured', ''],
      ...this.bars.map((bar) => [bar.bar, bar.atLeast, bar.measured, verdict(bar)]),
    ];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
    const line = (/** @type {string[]} */ row) =>
      `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
    this.say('');
    this.say(line(rows[0]));
    this.say(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
    for (const row of rows.slice(1)) this.say(line(row));
  }
}

/** @param {Bar} bar */
function verdict({ met }) {
  return met === undefined ? 'not compared' : met ? 'met' : 'NOT MET';
}
