/** One text of a built file that another takes the place of. */
export interface Mutation {
  /** Below src, without its ending. The same text is in the source and in what is built from it. */
  file: string;
  find: string;
  replace: string;
}

/** A bug that is built into a copy of the product, to see that the checks find it. */
export interface Mutant {
  name: string;
  /** What goes wrong with it. */
  about: string;
  mutations: Mutation[];
}

export const MUTANTS: Mutant[] = [
  {
    name: 'no-fencing',
    about: 'a takeover leaves the row in active_runs, so the old node may still finish the run',
    mutations: [
      {
        file: 'scheduler/rescue.repository',
        find: 'DELETE FROM active_runs a\n',
        replace: 'SELECT a.* FROM active_runs a\n',
      },
      { file: 'scheduler/rescue.repository', find: 'RETURNING a.*', replace: '' },
      {
        file: 'scheduler/rescue.repository',
        find: 'SELECT coalesce(scheduled_for, started_at), id,',
        replace: 'SELECT coalesce(scheduled_for, started_at), gen_random_uuid(),',
      },
    ],
  },
  {
    name: 'claim-not-advanced',
    about: 'a claim forgets to move the schedule on',
    mutations: [
      { file: 'scheduler/claim.repository', find: 'SET due_at = a.due_at', replace: 'SET due_at = s.due_at' },
    ],
  },
  {
    name: 'two-at-once',
    about: 'nothing keeps a job from running beside itself',
    mutations: [
      {
        file: 'scheduler/claimer',
        find: 'busy.get(schedule.jobId) ?? FREE',
        replace: 'FREE',
      },
      {
        file: 'scheduler/claim.repository',
        find: 'CASE WHEN r.shared THEN NULL ELSE r.job_id END',
        replace: 'NULL::uuid',
      },
    ],
  },
  {
    name: 'non-runs-unrecorded',
    about: 'what did not run leaves no row',
    mutations: [{ file: 'ledger/ledger.repository', find: 'nonRuns.length === 0', replace: 'nonRuns.length >= 0' }],
  },
  {
    name: 'lost-not-repeated',
    about: 'the runs of a dead node are recorded as lost, and that is that',
    mutations: [
      {
        file: 'scheduler/rescue.repository',
        find: 'FROM fate WHERE repeatable AND NOT exhausted',
        replace: 'FROM fate WHERE false',
      },
    ],
  },
  {
    name: 'interrupted-not-resumed',
    about: 'what a stopping node interrupts does not go back to wait',
    mutations: [
      {
        file: 'scheduler/retry-policy',
        find: "outcome.reason === 'node_stopped'",
        replace: "outcome.reason === 'nothing'",
      },
    ],
  },
  {
    name: 'superseded-unrecorded',
    about: 'an edit takes away what was due without a word',
    mutations: [
      { file: 'jobs/job-store', find: 'supersededOccurrences(before)', replace: '[]' },
      {
        file: 'ledger/ledger.repository',
        find: "'superseded', true, g.trigger",
        replace: "'superseded', false, g.trigger",
      },
    ],
  },
  {
    name: 'always-final',
    about: 'an attempt that is followed by another is recorded as the last word',
    mutations: [{ file: 'scheduler/finish.repository', find: 'next_id IS NULL, trigger', replace: 'true, trigger' }],
  },
  {
    name: 'failures-are-successes',
    about: 'what the driver throws is forgotten',
    mutations: [{ file: 'scheduler/run-executor', find: 'if (!failure)', replace: 'if (true)' }],
  },
  {
    name: 'started-twice',
    about: 'a node calls the driver twice for one run',
    mutations: [
      {
        file: 'scheduler/run-executor',
        find: 'result = await orGivenUp(',
        replace: 'void this.steps(running, job, progress).catch(() => 0); result = await orGivenUp(',
      },
    ],
  },
  {
    name: 'node-clock',
    about: "claims go by the node's clock, not by the database's",
    mutations: [{ file: 'scheduler/claimer', find: 'now.getTime()', replace: 'Date.now()' }],
  },
  {
    name: 'hasty-observer',
    about: 'a node is declared dead after 1.2 seconds',
    mutations: [
      { file: 'scheduler/heartbeat.worker', find: 'DEAD_AFTER_MS = 5_000', replace: 'DEAD_AFTER_MS = 1_200' },
    ],
  },
  {
    name: 'disabled-runs',
    about: 'disabling a job does not take away its next run',
    mutations: [{ file: 'jobs/job-schedules', find: '!fields.enabled || ', replace: '' }],
  },
  {
    name: 'answered-too-soon',
    about: 'one edit in ten is answered, and then rolled back',
    mutations: [
      {
        file: 'database/sql',
        find: "say(client, 'COMMIT')",
        replace: "say(client, Math.random() < 0.1 ? 'ROLLBACK' : 'COMMIT')",
      },
    ],
  },
];

/** @throws Error that lists the names */
export function mutantNamed(name: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant.name === name);
  if (!found) throw new Error(`there is no mutant "${name}": ${MUTANTS.map((mutant) => mutant.name).join(', ')}`);
  return found;
}
