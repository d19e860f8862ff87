import type { MigrationInterface, QueryRunner } from 'typeorm';

// Lists search by the same expression: src/datasets/dataset-list.repository.ts.
const searchExpression = `to_tsvector('simple'::regconfig, lower(regexp_replace((slug || ' ' || name || ' ' || coalesce(description, '')) COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g')))`;

const up = [
  `CREATE TABLE datasets (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text COLLATE "und-x-icu" NOT NULL,
    description text,
    owner_id text NOT NULL,
    source jsonb NOT NULL,
    current_load_id uuid,
    last_error jsonb,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT datasets_owner_id_slug_key UNIQUE (owner_id, slug),
    CONSTRAINT datasets_pkey PRIMARY KEY (id),
    CONSTRAINT datasets_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES principals(id) ON DELETE RESTRICT
  )`,
  `CREATE INDEX datasets_name_idx ON datasets (name, id)`,
  `CREATE INDEX datasets_created_at_idx ON datasets (created_at, id)`,
  `CREATE INDEX datasets_search_idx ON datasets USING gin (${searchExpression})`,
  `CREATE TABLE dataset_loads (
    id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    row_count integer,
    columns text[] NOT NULL DEFAULT '{}',
    loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    retired_at timestamptz,
    CONSTRAINT dataset_loads_pkey PRIMARY KEY (id),
    CONSTRAINT dataset_loads_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX dataset_loads_dataset_id_idx ON dataset_loads (dataset_id)`,
  `CREATE INDEX dataset_loads_sweep_idx ON dataset_loads (loaded_at) WHERE row_count IS NULL OR retired_at IS NOT NULL`,
  `CREATE TABLE dataset_rows (
    load_id uuid NOT NULL,
    "position" integer NOT NULL,
    "row" json NOT NULL,
    CONSTRAINT dataset_rows_pkey PRIMARY KEY (load_id, "position"),
    CONSTRAINT dataset_rows_load_id_fkey FOREIGN KEY (load_id) REFERENCES dataset_loads(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE dataset_snapshots (
    id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    load_id uuid NOT NULL,
    job_id uuid,
    run_id uuid,
    taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT dataset_snapshots_pkey PRIMARY KEY (id),
    CONSTRAINT dataset_snapshots_load_id_fkey FOREIGN KEY (load_id) REFERENCES dataset_loads(id) ON DELETE CASCADE,
    CONSTRAINT dataset_snapshots_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX dataset_snapshots_load_id_idx ON dataset_snapshots (load_id)`,
  `CREATE INDEX dataset_snapshots_dataset_idx ON dataset_snapshots (dataset_id, taken_at)`,
  `CREATE TABLE dataset_grants (
    dataset_id uuid NOT NULL,
    principal_id text NOT NULL,
    source text NOT NULL,
    level smallint NOT NULL,
    name text COLLATE "und-x-icu" NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT dataset_grants_pkey PRIMARY KEY (dataset_id, principal_id, source),
    CONSTRAINT dataset_grants_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES principals(id) ON DELETE CASCADE,
    CONSTRAINT dataset_grants_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES datasets(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX dataset_grants_principal_created_idx ON dataset_grants (principal_id, created_at, dataset_id)`,
  `CREATE INDEX dataset_grants_principal_name_idx ON dataset_grants (principal_id, name, dataset_id)`,
];

export class Datasets1795219201000 implements MigrationInterface {
  name = 'Datasets1795219201000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE dataset_grants, dataset_snapshots, dataset_rows, dataset_loads, datasets');
  }
}
