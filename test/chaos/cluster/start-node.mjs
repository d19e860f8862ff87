// @ts-check
// Starts the built product with one more module of drivers, as a team of its own would: node start-node.mjs <dist>
import './stepping-clock.mjs';
import 'reflect-metadata';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chaosDrivers } from './chaos-drivers.mjs';
import { Journal } from './journal.mjs';

const dist = path.resolve(process.argv[2] ?? 'dist');
/** @param {string} file */
const load = (file) => import(pathToFileURL(path.join(dist, 'src', file)).href);

const { AppModule } = await load('app.module.js');
const journal = new Journal(process.env.CHAOS_JOURNAL ?? 'journal.jsonl');
const drivers = chaosDrivers(await load('drivers/job-driver.js'), journal, (process.env.CHAOS_TYPES ?? '').split(','));
const forRoot = AppModule.forRoot;
/** @param {unknown[]} args */
AppModule.forRoot = (...args) => {
  const module = forRoot(...args);
  return { ...module, imports: [...module.imports, drivers] };
};
const { boot } = await load('boot/boot.js');
await boot();
