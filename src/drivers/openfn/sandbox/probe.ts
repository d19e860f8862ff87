import { execFile } from 'node:child_process';
import type { LaunchPlan } from './launch.js';
import type { ProcessEnd } from './job-process.js';
import type { Report } from './reports.js';
import type { SandboxRun } from './sandbox.js';

const PROBE_TIMEOUT_MS = 60_000;

/** What is worth trying on this system, the strictest first. */
export async function possiblePlans(mode: LaunchPlan['mode']): Promise<LaunchPlan[]> {
  if (process.platform === 'win32' || (mode === 'unshare' && process.platform !== 'linux')) return [];
  const plain: LaunchPlan = { mode, asNobody: false, hasSetpriv: await hasSetpriv() };
  return process.getuid?.() === 0 && plain.hasSetpriv ? [{ ...plain, asNobody: true }, plain] : [plain];
}

function hasSetpriv(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('setpriv', ['--pdeathsig=KILL', 'true'], { timeout: PROBE_TIMEOUT_MS }, (error) =>
      resolve(error === null),
    );
  });
}

/** Starts a process as jobs are started, and asks it what it could do. Answers what is wrong, if anything is. */
export async function probe(
  start: (run: SandboxRun) => Promise<ProcessEnd>,
  { mode }: LaunchPlan,
  stopping: AbortSignal,
): Promise<string | undefined> {
  let open: Record<string, unknown> | undefined;
  const onReport = (report: Report): void => {
    if (report.type === 'result') open = report.state as Record<string, unknown>;
  };
  const run = {
    job: { isProbe: true },
    timezone: 'UTC',
    signal: AbortSignal.any([stopping, AbortSignal.timeout(PROBE_TIMEOUT_MS)]),
  };
  try {
    const end = await start({ ...run, onReport, onLine: () => undefined });
    if (!open) return telling(end.stderr) ?? `its process ended with ${end.signal ?? end.code}`;
  } catch (error) {
    return (error as Error).message;
  }
  if (open['files'] !== false) return 'files are not fenced';
  if (open['processes'] !== false) return 'processes are not fenced';
  return mode === 'unshare' && open['network'] !== false ? 'the network is not fenced' : undefined;
}

/** A line that says what went wrong, among stacks and versions. */
function telling(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /error|denied|failed|not permitted|not found/i.test(line)) ?? lines.at(-1))
    ?.trim()
    .slice(0, 200);
}
