import 'reflect-metadata';
import { runMigrateStep } from './boot/migrate-step.js';

process.exitCode = await runMigrateStep(process.argv.slice(2));
