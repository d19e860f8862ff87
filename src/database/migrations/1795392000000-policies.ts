import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `ALTER TABLE jobs ADD paused_at timestamptz, ADD pause_reason text`,
  `ALTER TABLE job_schedules ADD occurrence_at timestamptz, ADD paused boolean NOT NULL DEFAULT false`,
  `CREATE INDEX job_schedules_claim_idx ON job_schedules (queue, priority, due_at) WHERE due_at IS NOT NULL`,
  `DROP INDEX job_schedules_due_idx`,
  `ALTER TABLE job_schedules ADD concurrency_keys text[], ADD concurrency_limits integer[]`,
  `ALTER TABLE active_runs ADD concurrency_keys text[], ADD concurrency_limits integer[]`,
  `ALTER TABLE pending_runs ADD concurrency_keys text[], ADD concurrency_limits integer[]`,
  `CREATE INDEX active_runs_keyed_idx ON active_runs (id) WHERE concurrency_keys IS NOT NULL`,
  `CREATE INDEX pending_runs_keyed_idx ON pending_runs (queue, not_before) WHERE concurrency_keys IS NOT NULL`,
  `CREATE TABLE scheduler_pauses (
    one boolean NOT NULL DEFAULT true,
    paused_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    paused_by text,
    reason text,
    CONSTRAINT scheduler_pauses_pkey PRIMARY KEY (one),
    CONSTRAINT scheduler_pauses_one_check CHECK (one)
  )`,
];

const down = [
  `DROP TABLE scheduler_pauses`,
  `ALTER TABLE pending_runs DROP concurrency_keys, DROP concurrency_limits`,
  `ALTER TABLE active_runs DROP concurrency_keys, DROP concurrency_limits`,
  `ALTER TABLE job_schedules DROP concurrency_keys, DROP concurrency_limits`,
  `CREATE INDEX job_schedules_due_idx ON job_schedules (queue, due_at) WHERE due_at IS NOT NULL`,
  `DROP INDEX job_schedules_claim_idx`,
  `ALTER TABLE job_schedules DROP occurrence_at, DROP paused`,
  `ALTER TABLE jobs DROP paused_at, DROP pause_reason`,
];

/** Pauses, jitter, priorities and concurrency keys. Nodes of the version before can run beside it. */
export class Policies1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
