import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  // A job's occurrences in their order, whatever its history holds beside; costs no index more than before.
  `ALTER TABLE job_runs DROP CONSTRAINT job_runs_pkey,
     ADD CONSTRAINT job_runs_pkey PRIMARY KEY (job_id, occurrence_at, id)`,
  // Range rows are few; one that begins before a period may reach into it.
  `CREATE INDEX job_runs_ranges_idx ON job_runs (job_id, range_to) WHERE range_to IS NOT NULL`,
  // Not on job_schedules, which every claim updates.
  `CREATE INDEX jobs_keep_runs_idx ON jobs (id) WHERE policies ? 'keepRuns'`,
  `ALTER TABLE job_schedules ADD overdue_alerted_for timestamptz, ADD overdue_alert_until timestamptz`,
  `ALTER TABLE pending_runs ADD overdue_alert_until timestamptz`,
  `ALTER TABLE job_actions ADD CONSTRAINT job_actions_condition_check
     CHECK (condition IN ('always', 'onSuccess', 'onFailure', 'onRecovery', 'onOverdue'))`,
];

const down = [
  `ALTER TABLE job_actions DROP CONSTRAINT job_actions_condition_check`,
  `ALTER TABLE pending_runs DROP overdue_alert_until`,
  `ALTER TABLE job_schedules DROP overdue_alerted_for, DROP overdue_alert_until`,
  `DROP INDEX jobs_keep_runs_idx`,
  `DROP INDEX job_runs_ranges_idx`,
  `ALTER TABLE job_runs DROP CONSTRAINT job_runs_pkey, ADD CONSTRAINT job_runs_pkey PRIMARY KEY (occurrence_at, id)`,
];

/** Retention, occurrences in one line of time, alerts of what is overdue. Nodes of the version before can run beside it. */
export class Ledger1795392001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
