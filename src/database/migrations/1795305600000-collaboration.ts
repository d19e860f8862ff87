import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `ALTER TABLE jobs ADD editing_version integer`,
  `CREATE UNIQUE INDEX jobs_draft_key ON jobs (editing_id, owner_id) WHERE editing_id IS NOT NULL`,
  `CREATE TABLE audit_events (
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id text,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    action text NOT NULL,
    changes jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT audit_events_pkey PRIMARY KEY (id)
  )`,
  `CREATE INDEX audit_events_subject_idx ON audit_events (subject_kind, subject_id, at, id)`,
  `CREATE TABLE favorites (
    user_id text NOT NULL,
    job_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT favorites_pkey PRIMARY KEY (user_id, job_id),
    CONSTRAINT favorites_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
    CONSTRAINT favorites_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX favorites_job_id_idx ON favorites (job_id)`,
  `CREATE TABLE tags (
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT tags_pkey PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX tags_name_key ON tags (name)`,
  `CREATE TABLE job_tags (
    job_id uuid NOT NULL,
    tag_id uuid NOT NULL,
    CONSTRAINT job_tags_pkey PRIMARY KEY (job_id, tag_id),
    CONSTRAINT job_tags_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE,
    CONSTRAINT job_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX job_tags_tag_id_idx ON job_tags (tag_id, job_id)`,
  `CREATE TABLE job_actions (
    id uuid NOT NULL,
    job_id uuid NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    condition text NOT NULL DEFAULT 'always',
    after_failures integer,
    index integer NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    CONSTRAINT job_actions_pkey PRIMARY KEY (id),
    CONSTRAINT job_actions_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX job_actions_job_id_idx ON job_actions (job_id, index)`,
  `CREATE TABLE action_attachments (
    id uuid NOT NULL,
    job_action_id uuid NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    file_id uuid,
    CONSTRAINT action_attachments_pkey PRIMARY KEY (id),
    CONSTRAINT action_attachments_action_fkey FOREIGN KEY (job_action_id) REFERENCES job_actions(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX action_attachments_action_idx ON action_attachments (job_action_id)`,
  `CREATE TABLE stored_file_chunks (
    file_id uuid NOT NULL,
    position integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT stored_file_chunks_pkey PRIMARY KEY (file_id, position)
  )`,
  `CREATE TABLE job_versions (
    job_id uuid NOT NULL,
    version integer NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    saved_by text,
    content jsonb NOT NULL,
    CONSTRAINT job_versions_pkey PRIMARY KEY (job_id, version),
    CONSTRAINT job_versions_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE idempotency_keys (
    user_id text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    answer jsonb,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key)
  )`,
  `CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at)`,
  `CREATE TABLE run_events (
    run_id uuid NOT NULL,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    CONSTRAINT run_events_pkey PRIMARY KEY (run_id, seq)
  )`,
];

const tables = [
  'run_events',
  'idempotency_keys',
  'job_versions',
  'stored_file_chunks',
  'action_attachments',
  'job_actions',
  'job_tags',
  'tags',
  'favorites',
  'audit_events',
];

export class Collaboration1795305600000 implements MigrationInterface {
  name = 'Collaboration1795305600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE ${tables.join(', ')}`);
    await queryRunner.query('ALTER TABLE jobs DROP COLUMN editing_version');
    await queryRunner.query('DROP INDEX jobs_draft_key');
  }
}
