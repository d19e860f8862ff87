import type { Statement } from '../database/sql.js';
import { BoundedCache } from '../schedules/bounded-cache.js';
import type { Bind, JobListQuery } from './job-list-sql.js';
import { CALLER, PRINCIPALS } from './job-list-sql.js';

interface Built {
  text: string;
  values: unknown[];
}

/** What is prepared, by name: its text is put together once, and only who asks differs from then on. */
const prepared = new BoundedCache<string, Built>(500);

/** A statement about that query. With a `name` its text must follow from the name, and hold no values but who asks. */
export function listStatement(query: JobListQuery, build: (bind: Bind) => string, name?: string): Statement {
  const built = name === undefined ? builtBy(build) : prepared.getOrCreate(name, () => builtBy(build));
  return { name, text: built.text, values: built.values.map((value) => ofQuery(query, value)) };
}

function builtBy(build: (bind: Bind) => string): Built {
  const values: unknown[] = [];
  const text = build((value) => {
    const known = typeof value === 'symbol' ? values.indexOf(value) : -1;
    return `$${known < 0 ? values.push(value) : known + 1}`;
  });
  return { text, values };
}

function ofQuery({ principalIds, userId }: JobListQuery, value: unknown): unknown {
  if (value === PRINCIPALS) return JSON.stringify(principalIds);
  return value === CALLER ? userId : value;
}
