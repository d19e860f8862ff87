import type { RunError } from '../ledger/run-vocabulary.js';
import type { OverdueRun } from './overdue.repository.js';

/** Why a run has not started, as far as the database knows; `code` is stable, `message` is for people. */
export function whyOverdue({ dueAt, queue, type, locked, isServed }: OverdueRun): RunError {
  const what = `It should have started at ${dueAt.toISOString()}.`;
  if (locked) return { code: 'JOB_LOCKED', message: `${what} A superuser has locked the job.` };
  if (!isServed)
    return { code: 'QUEUE_NOT_SERVED', message: `${what} No running node serves the queue "${queue}" (NODE_QUEUES).` };
  return {
    code: 'NOT_STARTED',
    message: `${what} The nodes that serve the queue "${queue}" have no room (SCHEDULER_CONCURRENCY, concurrencyLimit), or do not know the driver "${type}".`,
  };
}
