import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Adaptors } from '../../../src/drivers/openfn/adaptors/adaptors.js';
import { compileJob } from '../../../src/drivers/openfn/compiler/compile.js';
import type { CompiledJob } from '../../../src/drivers/openfn/compiler/compile.js';
import type { DriverError } from '../../../src/drivers/job-driver.js';
import { resultOf } from '../../../src/drivers/openfn/run-outcome.js';
import { readReport } from '../../../src/drivers/openfn/sandbox/reports.js';

/** Job code, and what it begins with. */
export interface Body {
  body: string;
  adaptor?: string;
  input?: unknown;
  configuration?: Record<string, unknown>;
}

/** What a body came to, and what it wrote to its console meanwhile. */
export interface BodyEnd {
  data?: unknown;
  error?: { code: string; message: string };
  lines: string[];
}

const RUNNER = path.join(import.meta.dirname, 'run-bodies.mjs');

/** Compiles bodies and runs them by OpenFn's runtime, all in one process. */
export async function runBodies(bodies: Body[]): Promise<BodyEnd[]> {
  const adaptors = new Adaptors({ OPENFN_ADAPTORS: [], OPENFN_ADAPTORS_DIR: undefined });
  const jobs = bodies.map(({ body, adaptor = '@openfn/language-common@latest', ...rest }) => {
    const resolved = adaptors.resolve(adaptor);
    const job = compileJob(body);
    const modules = adaptors.modulesFor(resolved, job.imports);
    const input = {
      configuration: {},
      ...rest,
      adaptor: resolved.name,
      runtime: adaptors.runtime(),
      modules,
      run: {},
      maxResultBytes: 60_000,
    };
    return { job, input };
  });
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', RUNNER], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  child.stdin!.end(JSON.stringify(jobs.map(({ job, input }) => ({ ...job, ...input }))));
  const [results, reports] = await Promise.all([text(child.stdout!), text(child.stdio[3] as NodeJS.ReadableStream)]);
  const lines = linesPerBody(reports, jobs.length);
  return (JSON.parse(results) as object[]).map((result, index) => ({
    ...endOf(jobs[index]!.job, JSON.stringify(result)),
    lines: lines[index] ?? [],
  }));
}

function endOf(job: CompiledJob, told: string): Omit<BodyEnd, 'lines'> {
  const end = { code: 0, signal: null, stderr: '' };
  try {
    return resultOf({ end, last: readReport(told), job, limits: { memoryMb: 256, timeoutMs: 1_000 } });
  } catch (error) {
    const { code, message } = error as DriverError;
    return { error: { code, message } };
  }
}

/** The runner marks where the next body begins. */
function linesPerBody(reports: string, count: number): string[][] {
  const lines: string[][] = Array.from({ length: count }, () => []);
  let current = -1;
  for (const line of reports.split('\n').filter((one) => one !== '')) {
    const told = JSON.parse(line) as { type: string; line: string };
    if (told.type === 'next') current += 1;
    else if (told.type === 'log') lines[current]?.push(told.line);
  }
  return lines;
}
