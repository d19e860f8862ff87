import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Command lines of living processes in which `text` occurs, this one aside. */
export function processesNaming(text: string): string[] {
  const all = fs.existsSync('/proc/self/cmdline') ? fromProc() : fromPs();
  return all.filter(({ pid, command }) => pid !== process.pid && command.includes(text)).map(({ command }) => command);
}

interface Entry {
  pid: number;
  command: string;
}

/** Slim images have no `ps`. */
function fromProc(): Entry[] {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => ({ pid: Number(pid), command: commandLine(pid) }));
}

function commandLine(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function fromPs(): Entry[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid = '', ...words] = line.trim().split(/\s+/);
    return { pid: Number(pid), command: words.join(' ') };
  });
}
