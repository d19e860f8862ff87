import type { MigrationInterface, QueryRunner } from 'typeorm';

const searchExpression = `to_tsvector('simple'::regconfig, lower(regexp_replace((name || ' ' || coalesce(description, '')) COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g')))`;

// TypeORM compares generated columns with what it remembers of them, by database name: remember it for this database.
const rememberSearchColumn = `
  INSERT INTO typeorm_metadata (database, schema, "table", type, name, value)
  VALUES (current_database(), current_schema(), 'jobs', 'GENERATED_COLUMN', 'search', $1)`;
const forgetSearchColumn = `
  DELETE FROM typeorm_metadata
  WHERE database = current_database() AND schema = current_schema() AND "table" = 'jobs' AND name = 'search'`;

const up = [
  `CREATE TABLE jobs (
    id uuid NOT NULL,
    type text NOT NULL,
    name text COLLATE "und-x-icu" NOT NULL,
    slug text,
    description text,
    notes text,
    owner_id text NOT NULL,
    "interval" text,
    interval_type text,
    timezone text NOT NULL,
    start_on timestamptz,
    end_on timestamptz,
    enabled boolean NOT NULL DEFAULT false,
    locked_at timestamptz,
    data jsonb NOT NULL DEFAULT '{}',
    policies jsonb NOT NULL DEFAULT '{}',
    source text,
    source_id text,
    editing_id uuid,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    search tsvector GENERATED ALWAYS AS (${searchExpression}) STORED,
    CONSTRAINT jobs_owner_id_slug_key UNIQUE (owner_id, slug),
    CONSTRAINT jobs_pkey PRIMARY KEY (id),
    CONSTRAINT jobs_editing_id_fkey FOREIGN KEY (editing_id) REFERENCES jobs(id) ON DELETE CASCADE,
    CONSTRAINT jobs_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES principals(id) ON DELETE RESTRICT
  )`,
  `CREATE INDEX jobs_created_at_idx ON jobs (created_at, id)`,
  `CREATE INDEX jobs_name_idx ON jobs (name, id)`,
  `CREATE INDEX jobs_search_idx ON jobs USING gin (search)`,
  `CREATE TABLE job_schedules (
    job_id uuid NOT NULL,
    due_at timestamptz,
    queue text NOT NULL DEFAULT 'default',
    priority smallint NOT NULL DEFAULT 0,
    type text NOT NULL,
    interval_type text,
    "interval" text,
    timezone text NOT NULL,
    start_on timestamptz,
    end_on timestamptz,
    anchor timestamptz NOT NULL,
    locked boolean NOT NULL DEFAULT false,
    policies jsonb,
    last_claimed_for timestamptz,
    CONSTRAINT job_schedules_pkey PRIMARY KEY (job_id),
    CONSTRAINT job_schedules_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX job_schedules_due_idx ON job_schedules (queue, due_at) WHERE due_at IS NOT NULL`,
  `CREATE TABLE job_datasets (
    job_id uuid NOT NULL,
    alias text NOT NULL,
    dataset_id uuid NOT NULL,
    "index" integer NOT NULL,
    snapshot_when text,
    snapshot_dataset_ids uuid[] NOT NULL DEFAULT '{}',
    CONSTRAINT job_datasets_pkey PRIMARY KEY (job_id, alias),
    CONSTRAINT job_datasets_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets(id) ON DELETE RESTRICT,
    CONSTRAINT job_datasets_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX job_datasets_dataset_id_idx ON job_datasets (dataset_id)`,
  `CREATE TABLE job_grants (
    job_id uuid NOT NULL,
    principal_id text NOT NULL,
    source text NOT NULL,
    level smallint NOT NULL,
    name text COLLATE "und-x-icu" NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT job_grants_pkey PRIMARY KEY (job_id, principal_id, source),
    CONSTRAINT job_grants_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES principals(id) ON DELETE CASCADE,
    CONSTRAINT job_grants_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX job_grants_principal_created_idx ON job_grants (principal_id, created_at, job_id)`,
  `CREATE INDEX job_grants_principal_name_idx ON job_grants (principal_id, name, job_id)`,
];

export class Jobs1795219202000 implements MigrationInterface {
  name = 'Jobs1795219202000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(rememberSearchColumn, [searchExpression]);
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(forgetSearchColumn);
    await queryRunner.query('DROP TABLE job_grants, job_datasets, job_schedules, jobs');
  }
}
