#!/usr/bin/env node
import 'reflect-metadata';
import { runCommand } from './boot/commands.js';

const code = await runCommand(process.argv.slice(2));
// A node that was started goes on.
if (code !== undefined) process.exitCode = code;
