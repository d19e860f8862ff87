import 'reflect-metadata';

// `punctual/testing`: what other packages test their drivers with. See docs/writing-a-driver.md.

export { describeJobDriver } from './testing/describe-job-driver.js';
export type { TestRunner } from './testing/describe-job-driver.js';
export type { DriverExample, DriverSubject } from './testing/driver-subject.js';
export { recordedContext } from './testing/recorded-context.js';
export type { ContextInput, RecordedContext } from './testing/recorded-context.js';
