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
  `CREATE INDEX audit_events_actor_idx ON audit_events (actor_id, at, id)`,
  `CREATE INDEX audit_events_at_idx ON audit_events (at, id)`,
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
    name text COLLATE "und-x-icu" NOT NULL,
    key text NOT NULL,
    created_by text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT tags_pkey PRIMARY KEY (id),
    CONSTRAINT tags_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
  )`,
  `CREATE UNIQUE INDEX tags_key_key ON tags (key)`,
  `CREATE INDEX tags_created_by_idx ON tags (created_by)`,
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
  `CREATE TABLE stored_files (
    id uuid NOT NULL,
    content_type text NOT NULL,
    bytes bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    unreferenced_since timestamptz,
    CONSTRAINT stored_files_pkey PRIMARY KEY (id)
  )`,
  `CREATE INDEX stored_files_unreferenced_since_idx ON stored_files (unreferenced_since) WHERE unreferenced_since IS NOT NULL`,
  `CREATE TABLE stored_file_chunks (
    file_id uuid NOT NULL,
    position integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT stored_file_chunks_pkey PRIMARY KEY (file_id, position),
    CONSTRAINT stored_file_chunks_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_files(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE action_attachments (
    id uuid NOT NULL,
    job_action_id uuid NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    file_id uuid,
    CONSTRAINT action_attachments_pkey PRIMARY KEY (id),
    CONSTRAINT action_attachments_action_fkey FOREIGN KEY (job_action_id) REFERENCES job_actions(id) ON DELETE CASCADE,
    CONSTRAINT action_attachments_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_files(id)
  )`,
  `CREATE INDEX action_attachments_action_idx ON action_attachments (job_action_id)`,
  `CREATE INDEX action_attachments_file_id_idx ON action_attachments (file_id) WHERE file_id IS NOT NULL`,
  `CREATE TABLE job_versions (
    job_id uuid NOT NULL,
    version integer NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    saved_by text,
    content jsonb NOT NULL,
    CONSTRAINT job_versions_pkey PRIMARY KEY (job_id, version),
    CONSTRAINT job_versions_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX job_versions_files_idx ON job_versions USING gin (jsonb_path_query_array(content, '$.actions[*].attachments[*].fileId'))`,
  `CREATE TABLE idempotency_keys (
    user_id text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    claim uuid NOT NULL,
    leased_until timestamptz NOT NULL,
    effect_id uuid,
    answer jsonb,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key),
    CONSTRAINT idempotency_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX idempotency_keys_leased_until_idx ON idempotency_keys (leased_until)`,
  `CREATE TABLE run_events (
    run_id uuid NOT NULL,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    CONSTRAINT run_events_pkey PRIMARY KEY (run_id, seq)
  )`,
  `CREATE INDEX run_events_progress_at_idx ON run_events (at) WHERE kind = 'progress'`,
  // For the newest runs across jobs: grows at its right end only, as rows are added.
  `CREATE INDEX job_runs_created_at_idx ON job_runs (created_at)`,
];

const tables = [
  'run_events',
  'idempotency_keys',
  'job_versions',
  'action_attachments',
  'stored_file_chunks',
  'stored_files',
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
    await queryRunner.query('DROP INDEX job_runs_created_at_idx');
    await queryRunner.query('ALTER TABLE jobs DROP COLUMN editing_version');
    await queryRunner.query('DROP INDEX jobs_draft_key');
  }
}
