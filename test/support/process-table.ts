import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Command lines of living processes in which `text` occurs, this one aside. */
export function processesNaming(text: string): string[] {
  return living()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(text))
    .map(({ command }) => command);
}

/** A living process. */
export interface Entry {
  pid: number;
  group: number;
  command: string;
}

/** The living processes of a process group: what was started by one command of a shell. */
export function processGroup(id: number): Entry[] {
  return living().filter(({ group, command }) => group === id && command !== '');
}

const living = (): Entry[] => (fs.existsSync('/proc/self/cmdline') ? fromProc() : fromPs());

/** Slim images have no `ps`. */
function fromProc(): Entry[] {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => ({ pid: Number(pid), group: groupOf(pid), command: commandLine(pid) }));
}

function commandLine(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The fields of `stat` come after the name in parentheses, which may hold anything: state, parent, group. */
function groupOf(pid: string): number {
  try {
    return Number(
      fs
        .readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[2],
    );
  } catch {
    return 0;
  }
}

function fromPs(): Entry[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,pgid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [pid = '', group = '', ...words] = line.trim().split(/\s+/);
    return { pid: Number(pid), group: Number(group), command: words.join(' ') };
  });
}
