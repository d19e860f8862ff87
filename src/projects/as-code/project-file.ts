import { setImmediate as turn } from 'node:timers/promises';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { DomainError } from '../../errors/domain-error.js';
import type { ProblemDetail } from '../../errors/domain-error.js';
import { problemsOf } from '../../errors/validation.pipe.js';
import { FileJobDto, FileProjectDto, FileWorkflowDto, ProjectFileDto } from './project-file.dto.js';

/** A workflow of a file, with its jobs in order of their names. */
export interface FileWorkflow {
  name: string;
  concurrency: number | null;
  jobs: FileJobDto[];
}

/** A project as its file says it. */
export interface ProjectFile {
  project: { name: string; description: string | null; concurrency: number | null };
  workflows: FileWorkflow[];
}

/** Of one import: it is one transaction, in which others wait for the project. */
const MAX_JOBS = 1_000;
/** What follows is not looked at. */
const MAX_REPORTED = 50;
const LONGEST_LISTS = { actions: 50, blackouts: 100 };

/**
 * Checks the form of everything in a document.
 * @throws DomainError `VALIDATION_FAILED` (400) with every path; `IMPORT_TOO_LARGE` (422)
 */
export async function projectFileOf(document: unknown): Promise<ProjectFile> {
  const problems: ProblemDetail[] = [];
  const file = await checked(ProjectFileDto, asObject(document), '', problems);
  refuse(problems);
  const {
    name,
    description = null,
    concurrency = null,
  } = await checked(FileProjectDto, file.project, 'project', problems);
  const workflows: FileWorkflow[] = [];
  for (const [key, value] of sorted(file.workflows)) {
    workflows.push(await workflowOf(key, value, problems));
    if (problems.length >= MAX_REPORTED) break;
  }
  refuse(problems);
  const jobs = workflows.reduce((sum, workflow) => sum + workflow.jobs.length, 0);
  if (jobs > MAX_JOBS) throw tooManyJobs(jobs);
  return { project: { name, description, concurrency }, workflows };
}

async function workflowOf(key: string, value: unknown, problems: ProblemDetail[]): Promise<FileWorkflow> {
  const path = `workflows.${key}`;
  const workflow = await checked(FileWorkflowDto, named(key, value ?? {}, path, problems), path, problems);
  const jobs: FileJobDto[] = [];
  if (!isObject(workflow.jobs ?? {})) return { name: key, concurrency: null, jobs };
  for (const [name, job] of sorted(workflow.jobs)) {
    const jobPath = `${path}.jobs.${name}`;
    const given = withShortLists(named(name, job, jobPath, problems), jobPath, problems);
    const fields = await checked(FileJobDto, given, jobPath, problems);
    // Plain data without what was not given: what is stored is compared with it.
    jobs.push(JSON.parse(JSON.stringify(fields)) as FileJobDto);
    if (problems.length >= MAX_REPORTED) break;
  }
  return { name: key, concurrency: workflow.concurrency ?? null, jobs };
}

/** The key is the name. */
function named(name: string, value: unknown, path: string, problems: ProblemDetail[]): Record<string, unknown> {
  if (!isObject(value)) problems.push({ path, message: `${path} must be an object` });
  else if (Object.hasOwn(value, 'name'))
    problems.push({ path: `${path}.name`, message: `Unknown field "${path}.name": the key is the name` });
  return isObject(value) ? { ...value, name } : { name, type: '' };
}

/** Before each item is checked: there may be as many as the document has room for. */
function withShortLists(
  job: Record<string, unknown>,
  path: string,
  problems: ProblemDetail[],
): Record<string, unknown> {
  const checkable = { ...job };
  for (const [field, most] of Object.entries(LONGEST_LISTS)) {
    const list = job[field];
    if (!Array.isArray(list) || list.length <= most) continue;
    problems.push({ path: `${path}.${field}`, message: `must hold at most ${most} items; it holds ${list.length}` });
    delete checkable[field];
  }
  return checkable;
}

async function checked<Dto extends object>(
  type: new () => Dto,
  value: Record<string, unknown>,
  path: string,
  problems: ProblemDetail[],
): Promise<Dto> {
  // Each object is checked in one go; between them the node does what else there is to do.
  await turn();
  const instance = plainToInstance(type, value);
  const errors = await validate(instance, { whitelist: true, forbidNonWhitelisted: true });
  problems.push(...problemsOf(errors, path));
  return instance;
}

function sorted(value: Record<string, unknown> | null | undefined): [string, unknown][] {
  return Object.entries(value ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}

function asObject(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value;
  throw new DomainError('malformed', 'VALIDATION_FAILED', 'The file must be an object with "project" and "workflows".');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function refuse(problems: ProblemDetail[]): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : '';
  throw new DomainError(
    'malformed',
    'VALIDATION_FAILED',
    `${first.path}: ${first.message}${more}.`,
    problems.slice(0, MAX_REPORTED),
  );
}

function tooManyJobs(jobs: number): DomainError {
  return new DomainError(
    'impossible',
    'IMPORT_TOO_LARGE',
    `The file has ${jobs} jobs; one import takes at most ${MAX_JOBS}. Split the project.`,
    [{ path: 'workflows', message: `must hold at most ${MAX_JOBS} jobs` }],
  );
}
