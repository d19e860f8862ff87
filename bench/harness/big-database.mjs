// @ts-check
import { insertJobs, migrate } from './jobs.mjs';

const NAME = 'bench_big';
let jobs = 0;

/** A database with at least so many jobs, none of them due; the same one each time. @param {import('./context.mjs').BenchContext} bench @param {number} size */
export async function growBigDatabase({ server, dist }, size) {
  const url = jobs === 0 ? await server.create(NAME) : server.urlOf(NAME);
  if (jobs === 0) await migrate(url, dist);
  const dueAt = `now() + interval '3 hours' + n % 86400 * interval '1 second'`;
  if (size > jobs) await insertJobs(url, { first: jobs + 1, count: size, dueAt });
  jobs = Math.max(jobs, size);
  return url;
}
