// @ts-check
// Takes away what Node's permission model leaves: signals to other processes (the node is one), and the environment.
import os from 'node:os';
import v8 from 'node:v8';

const FORBIDDEN = [
  'kill',
  '_kill',
  '_debugProcess',
  '_debugEnd',
  '_startProfilerIdleNotifier',
  'dlopen',
  'binding',
  '_linkedBinding',
  'execve',
  'loadEnvFile',
  'report',
  'setuid',
  'setgid',
  'seteuid',
  'setegid',
  'setgroups',
  'initgroups',
];

/** To be called before anything of the job is loaded. */
export function fence() {
  for (const name of FORBIDDEN) if (name in process) replace(process, name, refused(`process.${name}`));
  replace(os, 'setPriority', refused('os.setPriority'));
  // Where there is no /proc, Node can't tell; OpenFn's runtime asks after every job.
  replace(process, 'memoryUsage', heapUsage);
  for (const name of Object.keys(process.env)) if (!['TZ', 'HOME'].includes(name)) delete process.env[name];
}

function heapUsage() {
  const { used_heap_size, total_heap_size, external_memory } = v8.getHeapStatistics();
  return { rss: 0, heapUsed: used_heap_size, heapTotal: total_heap_size, external: external_memory, arrayBuffers: 0 };
}

/** @param {string} what */
function refused(what) {
  return () => {
    throw new Error(`${what} is not available to jobs`);
  };
}

/** @param {object} owner @param {string} name @param {unknown} value */
function replace(owner, name, value) {
  Object.defineProperty(owner, name, { value, writable: false, configurable: false, enumerable: true });
}
