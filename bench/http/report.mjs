// What people read: one table per size, and the bars of the project with what was measured.
const MEMORY_BAR_MB = 250;
const FLAT_BAR = 2;
const BAR_SIZE = 100_000;

export function printTitle(jobs) {
  console.log(`\n## ${jobs.toLocaleString('en')} jobs\n`);
  console.log(
    `${'who, case'.padEnd(44)}${['p50 ms', 'req/s', 'spread', 'to same', 'to rows', 'to all', 'first ms'].map((title) => title.padStart(9)).join('')}`,
  );
}

export function printHead(who) {
  if (who) console.log(who);
}

export function printRow({ group, firstMs, results, cpu }) {
  const { product, same, rows, all } = results;
  const cells = [
    product.p50.toFixed(2),
    product.perSecond.toFixed(product.perSecond < 10 ? 1 : 0),
    `${(product.spread * 100).toFixed(0)} %`,
    ...[same, rows, all].map((other) => other?.ratio.toFixed(2) ?? ''),
    firstMs.toFixed(1),
  ];
  console.log(`  ${group.padEnd(42)}${cells.map((cell) => cell.padStart(9)).join('')}`);
  for (const [name, { node, database }] of Object.entries(cpu ?? {}))
    console.log(
      `    CPU ms per request, ${name.padEnd(20)} node ${node.toFixed(3)}  PostgreSQL ${database.toFixed(3)}  sum ${(node + database).toFixed(3)}`,
    );
}

/** @param {object[]} measured what run.mjs collects over all sizes */
export function printBars(measured) {
  console.log('\n## Bars\n');
  for (const row of measured) {
    if (row.bar && row.jobs === BAR_SIZE)
      for (const yardstick of ['same', 'rows', 'all'])
        say(
          row.results[yardstick].ratio >= row.bar,
          `${row.group}, ${row.who}, to fastify + pg (${yardstick}): ${row.results[yardstick].ratio.toFixed(2)} (at least ${row.bar})`,
        );
    if (row.memory)
      say(
        row.memory.peak < MEMORY_BAR_MB,
        `memory of the node, ${row.jobs} jobs: ${row.memory.now} MB, peak ${row.memory.peak} MB (below ${MEMORY_BAR_MB})`,
      );
    if (row.flatList) {
      const { seconds, megabytes, before, most } = row.flatList;
      say(
        most < MEMORY_BAR_MB,
        `jobs-list of ${row.jobs} jobs: ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s, memory ${before} -> at most ${most} MB (below ${MEMORY_BAR_MB})`,
      );
    }
  }
  for (const row of measured.filter(({ flat }) => flat)) {
    const smallest = measured.find(({ group, who }) => group === row.group && who === row.who);
    if (smallest.jobs === row.jobs) continue;
    const growth = row.results.product.p50 / smallest.results.product.p50;
    say(
      growth <= FLAT_BAR,
      `${row.group}, ${row.who}: ${growth.toFixed(2)}x from ${smallest.jobs} to ${row.jobs} jobs (at most ${FLAT_BAR}x)`,
    );
  }
}

function say(isMet, text) {
  console.log(`${isMet ? 'met    ' : 'NOT MET'} ${text}`);
}
