import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE nodes (
    id uuid NOT NULL,
    name text NOT NULL,
    beat bigint NOT NULL DEFAULT 0,
    heartbeat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    roles text[] NOT NULL,
    queues text[] NOT NULL,
    version text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    CONSTRAINT nodes_pkey PRIMARY KEY (id)
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE pending_runs (
    id uuid NOT NULL,
    job_id uuid NOT NULL,
    scheduled_for timestamptz,
    trigger text NOT NULL,
    attempt smallint NOT NULL DEFAULT 1,
    lost_count smallint NOT NULL DEFAULT 0,
    idempotency_key text NOT NULL,
    not_before timestamptz NOT NULL DEFAULT clock_timestamp(),
    queue text NOT NULL DEFAULT 'default',
    priority smallint NOT NULL DEFAULT 0,
    type text NOT NULL,
    exclusive boolean NOT NULL DEFAULT true,
    requested_by text,
    parameters jsonb,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT pending_runs_pkey PRIMARY KEY (id)
  )`,
  `CREATE INDEX pending_runs_job_id_idx ON pending_runs (job_id)`,
  `CREATE INDEX pending_runs_due_idx ON pending_runs (queue, not_before)`,
  `CREATE TABLE active_runs (
    id uuid NOT NULL,
    job_id uuid NOT NULL,
    exclusive_job_id uuid,
    node_id uuid NOT NULL,
    scheduled_for timestamptz,
    trigger text NOT NULL,
    attempt smallint NOT NULL DEFAULT 1,
    lost_count smallint NOT NULL DEFAULT 0,
    idempotency_key text NOT NULL,
    queue text NOT NULL DEFAULT 'default',
    priority smallint NOT NULL DEFAULT 0,
    type text NOT NULL,
    requested_by text,
    parameters jsonb,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    cancel_requested_at timestamptz,
    CONSTRAINT active_runs_exclusive_job_id_key UNIQUE (exclusive_job_id),
    CONSTRAINT active_runs_pkey PRIMARY KEY (id)
  )`,
  `CREATE INDEX active_runs_node_id_idx ON active_runs (node_id)`,
  `CREATE INDEX active_runs_job_id_idx ON active_runs (job_id)`,
  `CREATE TABLE job_outcomes (
    job_id uuid NOT NULL,
    last_run_at timestamptz NOT NULL,
    last_status text NOT NULL,
    failures_in_a_row integer NOT NULL DEFAULT 0,
    CONSTRAINT job_outcomes_pkey PRIMARY KEY (job_id)
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE job_runs (
    occurrence_at timestamptz NOT NULL,
    id uuid NOT NULL,
    job_id uuid NOT NULL,
    owner_id text NOT NULL,
    status text NOT NULL,
    final boolean NOT NULL,
    trigger text NOT NULL,
    scheduled_for timestamptz,
    attempt smallint NOT NULL,
    reason text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    node_id uuid,
    idempotency_key text,
    requested_by text,
    error jsonb,
    progress jsonb,
    data jsonb,
    range_to timestamptz,
    range_count integer,
    CONSTRAINT job_runs_pkey PRIMARY KEY (occurrence_at, id)
  ) PARTITION BY RANGE (occurrence_at)`,
  `CREATE INDEX job_runs_job_id_created_at_idx ON job_runs (job_id, created_at DESC, id DESC)`,
  `CREATE INDEX job_runs_id_idx ON job_runs (id)`,
  // Catches occurrences outside the days that housekeeping has prepared, so that a finish can never fail for want of one.
  `CREATE TABLE job_runs_default PARTITION OF job_runs DEFAULT`,
];

export class Runs1795219203000 implements MigrationInterface {
  name = 'Runs1795219203000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE job_runs, job_outcomes, active_runs, pending_runs, nodes');
  }
}
