/**
 * SQL: a living node runs jobs of this queue. It beats once a second: one that has not for 15 seconds is as good as dead,
 * also if no other node is there to say so. For warnings only; who is dead is decided by counters.
 * @param queue an SQL expression
 */
export function isServed(queue: string): string {
  return `EXISTS (
    SELECT FROM nodes n
    WHERE n.ended_at IS NULL AND n.heartbeat_at > clock_timestamp() - interval '15 seconds'
      AND 'scheduler' = ANY (n.roles) AND ${queue} = ANY (n.queues))`;
}

/** What people are told of a job in such a queue. */
export function notServed(queue: string): string {
  return `No running node serves the queue "${queue}": the job starts once one does (NODE_QUEUES).`;
}
