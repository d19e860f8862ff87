import type { InstanceWrapper } from '@nestjs/core/injector/instance-wrapper.js';
import { shapeProblems } from './data/dto-shape.js';
import { JOB_DRIVER_METADATA } from './job-driver.js';
import type { JobDriverOptions } from './job-driver.js';

const TYPE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MAX_TYPE_LENGTH = 50;

/** A provider whose class is decorated with `@JobDriver()`, before it is known to be sound. */
export interface DriverCandidate {
  className: string;
  moduleName: string;
  options: JobDriverOptions;
  wrapper: InstanceWrapper<object>;
}

/** The candidate in a provider; undefined when its class is no driver. A subclass of a driver is one only if decorated itself. */
export function candidateIn(wrapper: InstanceWrapper): DriverCandidate | undefined {
  const metatype: unknown = wrapper.metatype;
  if (typeof metatype !== 'function') return undefined;
  const options = Reflect.getOwnMetadata(JOB_DRIVER_METADATA, metatype) as JobDriverOptions | undefined;
  if (!options) return undefined;
  return { className: metatype.name, moduleName: wrapper.host?.name ?? '?', options, wrapper };
}

/** Everything that keeps a candidate from being a driver; every sentence names the class. */
export function candidateProblems(candidate: DriverCandidate): string[] {
  const { className, options, wrapper } = candidate;
  const { type, title, data } = options as Partial<JobDriverOptions>;
  const problems: string[] = [];
  if (typeof type !== 'string' || !TYPE.test(type) || type.length > MAX_TYPE_LENGTH)
    problems.push(
      `type ${JSON.stringify(type)} must be lower-case words with hyphens, at most ${MAX_TYPE_LENGTH} characters`,
    );
  if (typeof title !== 'string' || title.trim() === '') problems.push('it needs a title');
  if (!wrapper.isDependencyTreeStatic())
    problems.push('it must be a singleton: neither it nor what it injects may be request-scoped');
  else if (typeof (wrapper.instance as { run?: unknown } | null)?.run !== 'function')
    problems.push('it has no run(context) method');
  if (data !== undefined)
    problems.push(...(typeof data === 'function' ? shapeProblems(data) : ['data must be a class']));
  else if ('data' in options)
    problems.push('its data class is undefined: its file and the data class import each other');
  return problems.map((problem) => `${className}: ${problem}`);
}

/** Types that more than one class claims. */
export function duplicateProblems(candidates: DriverCandidate[]): string[] {
  const types = [...new Set(candidates.map((candidate) => candidate.options.type))];
  return types
    .map((type) => ({ type, claimants: candidates.filter((candidate) => candidate.options.type === type) }))
    .filter(({ claimants }) => claimants.length > 1)
    .map(({ type, claimants }) => {
      const names = claimants.map((claimant) => `${claimant.className} (in ${claimant.moduleName})`);
      return `type "${type}" is claimed by ${names.join(' and ')}: a type belongs to one provider`;
    });
}
