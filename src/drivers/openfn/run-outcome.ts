import type { DriverResult } from '../job-context.js';
import type { DriverError } from '../job-driver.js';
import { placeText } from './compiler/body-error.js';
import type { BodyPosition } from './compiler/body-error.js';
import type { CompiledJob } from './compiler/compile.js';
import * as errors from './openfn.errors.js';
import type { ProcessEnd } from './sandbox/job-process.js';
import type { Report } from './sandbox/reports.js';

/** What asking for more memory outside of JavaScript's heap is answered with. */
const NO_BUFFER = /^(RangeError: )?(Array buffer allocation failed|Failed to allocate memory)/;

type Failure = Extract<Report, { type: 'failure' }>;

/** A run whose process has ended. */
export interface EndedRun {
  end: ProcessEnd;
  /** The last thing that it told, if it was an end. */
  last: Report | undefined;
  job: CompiledJob;
  limits: { memoryMb: number; timeoutMs: number };
}

/** The result of a run. @throws DriverError */
export function resultOf(run: EndedRun): DriverResult {
  const { last } = run;
  if (last?.type === 'result') return { data: resultData(last) };
  throw last?.type === 'failure' ? jobFailure(last, run) : processFailure(run);
}

function resultData({ state, omittedBytes, keys }: Extract<Report, { type: 'result' }>): Record<string, unknown> {
  if (omittedBytes !== undefined)
    return {
      omitted: `The final state has ${omittedBytes} bytes, which is more than is kept.`,
      bytesOfKeys: keys ?? {},
    };
  if (state === undefined || state === null) return {};
  return typeof state === 'object' && !Array.isArray(state) ? (state as Record<string, unknown>) : { value: state };
}

function jobFailure(failure: Failure, { job, limits }: EndedRun): DriverError {
  const { code, message } = failure;
  if (NO_BUFFER.test(message)) return errors.outOfMemory(limits.memoryMb);
  if (code === 'state-too-large') return errors.stateTooLarge(message);
  const [, index] = /^(?:InvalidOperationError: )?Invalid operation at statement (\d+)/.exec(message) ?? [];
  if (index === undefined) return errors.jobFailed(message, whereIn(job, failure));
  const where = whereIn(job, { ...failure, operation: Number(index) });
  return errors.jobFailed('this is no operation: what is called here makes no function of the state', where);
}

/** The place in the body; what went wrong in an adaptor is told by the operation that called it. */
function whereIn(job: CompiledJob, { message, place, operation: index }: Failure): string | undefined {
  const operation = index === undefined ? undefined : job.operations[index];
  // The imports of the job's module stand in a line before its code.
  const told = place && place.line > 1 ? job.positionOf({ ...place, line: place.line - 1 }) : undefined;
  const position = unknownNamePosition(job, message) ?? told ?? operation;
  if (!position) return undefined;
  return `${placeText(position)}${operation ? ` (${operation.name})` : ''}`;
}

/** V8 tells the place of what it did before it missed a name. */
function unknownNamePosition(job: CompiledJob, message: string): BodyPosition | undefined {
  const [, name] = /^ReferenceError: (\S+) is not defined$/.exec(message) ?? [];
  const [only, ...others] = name === undefined ? [] : job.usesOf(name);
  return others.length === 0 ? only : undefined;
}

function processFailure({ end, last, limits }: EndedRun): DriverError {
  if (last?.type === 'stuck') return errors.neverEnded();
  if (end.stopped === 'timed-out') return errors.timedOut(limits.timeoutMs);
  if (end.stopped === 'too-much-output') return errors.tooMuchOutput();
  if (/out of memory|allocation failed|bad_alloc/i.test(end.stderr)) return errors.outOfMemory(limits.memoryMb);
  return errors.processDied(end.signal ? `signal ${end.signal}` : `exit code ${end.code}`);
}
