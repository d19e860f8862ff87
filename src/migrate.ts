import 'reflect-metadata';
import { runCommand } from './boot/commands.js';

process.exitCode = await runCommand(['migrate', ...process.argv.slice(2)]);
