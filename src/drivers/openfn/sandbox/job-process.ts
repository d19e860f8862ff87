import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Launch } from './launch.js';
import { readReport } from './reports.js';
import type { Report } from './reports.js';

/** How a process ended. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The end of what it wrote to stderr. */
  stderr: string;
  /** Why this node ended it, if it did. */
  stopped?: 'aborted' | 'timed-out' | 'too-much-output';
}

export interface ProcessInput {
  launch: Launch;
  cwd: string;
  /** Handed over on stdin. */
  job: object;
  timeoutMs: number;
  signal: AbortSignal;
  onReport(report: Report): void;
  /** A line of its stdout or stderr. */
  onLine(line: string): void;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const MAX_REPORT_BYTES = 8 * 1024 * 1024;
const MAX_OUTPUT_BYTES = 1024 * 1024;
const MAX_OUTPUT_LINE = 4_000;
const STDERR_TAIL = 8_000;
/** What V8 writes when it gives up says nothing to people. */
const CRASH = /^(<--- Last few GCs|FATAL ERROR|# Fatal)/;
/** Between a job's last word and its end. */
const EXIT_GRACE_MS = 2_000;

/** Runs a job's process to its end, and ends all of its group whatever happens. Throws only when it can't be started. */
export async function runProcess(input: ProcessInput): Promise<ProcessEnd> {
  input.signal.throwIfAborted();
  const child = spawn(input.launch.command, input.launch.args, {
    cwd: input.cwd,
    env: { PATH },
    // A group of its own, which can be ended as a whole.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const end: ProcessEnd = { code: null, signal: null, stderr: '' };
  let isOver = false;
  // Later the number of the group may be another's.
  const kill = (): void => {
    if (!isOver) killGroup(child);
  };
  const stop = (why: ProcessEnd['stopped']): void => {
    end.stopped ??= why;
    kill();
  };
  const onAbort = (): void => stop('aborted');
  input.signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop('timed-out'), input.timeoutMs);
  const closed = new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => {
      isOver = true;
      Object.assign(end, { code, signal });
      resolve();
    });
  });
  try {
    listen(child, input, { end, stop, kill });
    child.stdin?.on('error', () => undefined).write(`${JSON.stringify(input.job)}\n`);
    await closed;
    return end;
  } finally {
    clearTimeout(timer);
    input.signal.removeEventListener('abort', onAbort);
    kill();
  }
}

interface Watch {
  end: ProcessEnd;
  stop(why: ProcessEnd['stopped']): void;
  kill(): void;
}

function listen(child: ChildProcess, { onReport, onLine }: ProcessInput, { end, stop, kill }: Watch): void {
  const budget = (bytes: number) => (chunk: string) => {
    bytes -= Buffer.byteLength(chunk);
    if (bytes < 0) stop('too-much-output');
    return bytes >= 0;
  };
  lines(child.stdio[3] as Readable, budget(MAX_REPORT_BYTES), (line) => {
    const report = readReport(line);
    if (!report) return;
    onReport(report);
    if (report.type !== 'log' && report.type !== 'operation')
      void pause(EXIT_GRACE_MS, undefined, { ref: false }).then(kill);
  });
  const output = budget(MAX_OUTPUT_BYTES);
  let isCrash = false;
  lines(child.stdout!, output, (line) => onLine(line.slice(0, MAX_OUTPUT_LINE)));
  lines(child.stderr!, output, (line) => {
    end.stderr = `${end.stderr}${line}\n`.slice(-STDERR_TAIL);
    isCrash ||= CRASH.test(line);
    if (!isCrash) onLine(line.slice(0, MAX_OUTPUT_LINE));
  });
}

/** Hands over whole lines while there is a budget; what comes after is read and dropped, until the process is gone. */
function lines(stream: Readable, isWithinBudget: (chunk: string) => boolean, onLine: (line: string) => void): void {
  let rest = '';
  let isOver = false;
  stream.setEncoding('utf8').on('error', () => undefined);
  stream.on('data', (chunk: string) => {
    isOver ||= !isWithinBudget(chunk);
    if (isOver) return;
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part !== '') onLine(part);
  });
  stream.on('end', () => rest !== '' && !isOver && onLine(rest));
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}
