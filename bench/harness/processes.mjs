// @ts-check
import fs from 'node:fs';

/** Of Linux: clock ticks in which /proc counts. */
const TICKS_PER_SECOND = 100;

/** @param {number} pid @returns {{ parent: number, ownTicks: number, childTicks: number } | undefined} */
function statOf(pid) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
    return { parent: fields[1], ownTicks: fields[11] + fields[12], childTicks: fields[13] + fields[14] };
  } catch {
    return undefined;
  }
}

/** CPU seconds of one process. @param {number} pid */
export function cpuSecondsOf(pid) {
  return (statOf(pid)?.ownTicks ?? Number.NaN) / TICKS_PER_SECOND;
}

/** CPU seconds of a process, of its children, and of those of them that have ended. @param {number} pid */
export function cpuSecondsOfFamily(pid) {
  const parent = statOf(pid);
  if (!parent) return Number.NaN;
  let ticks = parent.ownTicks + parent.childTicks;
  for (const name of fs.readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (child?.parent === pid) ticks += child.ownTicks;
  }
  return ticks / TICKS_PER_SECOND;
}

/** Megabytes of memory; `peak` is the most that the process ever had. @param {number} pid */
export function memoryOf(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (/** @type {string} */ name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { now: kilobytes('VmRSS') / 1024, peak: kilobytes('VmHWM') / 1024 };
}
