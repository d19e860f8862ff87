// @ts-check
// node bench/forecast/run.mjs [--jobs 100000] [--dist dist]: how long GET /api/operations/load has to compute, and whom it holds up.
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { BenchServer, using } from '../harness/database.mjs';
import { migrate } from '../harness/jobs.mjs';
import { FORECASTS, MIXES, insertSchedules } from './schedules.mjs';

const ROUNDS = 5;
const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '100000' }, dist: { type: 'string', default: 'dist' } },
});
const dist = path.resolve(values.dist);
const product = (/** @type {string} */ file) => import(pathToFileURL(path.join(dist, 'src', file)).href);

/** The forecaster of the build, on its own pool. @param {string} url */
async function forecasterOn(url) {
  const { NestFactory } = await import('@nestjs/core');
  const [{ ConfigModule }, { readEnv }, { ClockModule }, { DatabaseModule }, { ForecastModule }, { StartForecaster }] =
    await Promise.all(
      [
        'config/config.module.js',
        'config/env.js',
        'clock/clock.module.js',
        'database/database.module.js',
        'forecast/forecast.module.js',
        'forecast/start-forecaster.service.js',
      ].map(product),
    );
  class Parts {}
  const imports = [
    ConfigModule.forRoot(readEnv({ NODE_ROLES: 'scheduler' })),
    ClockModule,
    DatabaseModule.forRoot(url, 4),
  ];
  const app = await NestFactory.createApplicationContext(
    { module: Parts, imports: [...imports, ForecastModule] },
    { logger: false },
  );
  return { forecaster: app.get(StartForecaster), close: () => app.close() };
}

const server = await BenchServer.open(dist);
console.log(
  `Node ${process.version}, ${server.about}, ${os.cpus().length} CPUs, load ${os.loadavg()[0]?.toFixed(1)}, ${values.jobs} jobs`,
);
console.log('| jobs | period | starts | wall, median | node, CPU | PostgreSQL, CPU | longest hold-up |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
try {
  for (const [name, mix] of Object.entries(MIXES)) {
    const url = await server.create('bench_forecast');
    await migrate(url, dist);
    await using(url, (client) => insertSchedules(client, Number(values.jobs), mix));
    const { forecaster, close } = await forecasterOn(url);
    for (const [period, request] of Object.entries(FORECASTS))
      await measure(forecaster, { name, period, request: request() });
    await close();
  }
} finally {
  await server.close();
}

/** @param {{ forecast: (request: object) => Promise<any> }} forecaster @param {{ name: string, period: string, request: object }} what */
async function measure(forecaster, { name, period, request }) {
  await forecaster.forecast(request);
  const walls = [];
  let starts = 0;
  const delay = monitorEventLoopDelay({ resolution: 2 });
  const database = server.cpuSeconds();
  const cpu = process.cpuUsage();
  delay.enable();
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    const { sums } = await forecaster.forecast(request);
    walls.push(performance.now() - from);
    starts = 0;
    for (const { counts } of sums) for (const count of counts) starts += count;
  }
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  const databaseMs = database === undefined ? undefined : ((server.cpuSeconds() ?? 0) - database) * 1000;
  const each = (/** @type {number | undefined} */ ms) => (ms === undefined ? '–' : `${Math.round(ms / ROUNDS)} ms`);
  const median = walls.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  console.log(
    `| ${name} | ${period} | ${starts} | ${Math.round(median)} ms | ${each((user + system) / 1000)} | ${each(databaseMs)} | ` +
      `${Math.round(delay.max / 1e6)} ms |`,
  );
}
