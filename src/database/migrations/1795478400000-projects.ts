import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE projects (
    id uuid NOT NULL,
    name text NOT NULL,
    description text,
    concurrency integer,
    scheduled_deletion timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT projects_pkey PRIMARY KEY (id),
    CONSTRAINT projects_name_key UNIQUE (name),
    CONSTRAINT projects_name_check CHECK (name ~ '^[a-z0-9-]+$'),
    CONSTRAINT projects_concurrency_check CHECK (concurrency > 0)
  )`,
  `CREATE TABLE project_members (
    project_id uuid NOT NULL,
    user_id text NOT NULL,
    role text NOT NULL,
    CONSTRAINT project_members_pkey PRIMARY KEY (project_id, user_id),
    CONSTRAINT project_members_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
    CONSTRAINT project_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX project_members_user_id_idx ON project_members (user_id)`,
  `CREATE UNIQUE INDEX project_members_owner_key ON project_members (project_id) WHERE role = 'owner'`,
  `CREATE TABLE workflows (
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    concurrency integer,
    lock_version integer NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT workflows_pkey PRIMARY KEY (id),
    CONSTRAINT workflows_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
    CONSTRAINT workflows_concurrency_check CHECK (concurrency > 0)
  )`,
  `CREATE UNIQUE INDEX workflows_project_name_key ON workflows (project_id, name) WHERE deleted_at IS NULL`,
  `CREATE INDEX workflows_project_id_idx ON workflows (project_id)`,
  `ALTER TABLE jobs ADD workflow_id uuid`,
  `ALTER TABLE jobs ADD CONSTRAINT jobs_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON DELETE SET NULL`,
  `CREATE UNIQUE INDEX jobs_workflow_name_key ON jobs (workflow_id, name) WHERE workflow_id IS NOT NULL AND editing_id IS NULL`,
  `CREATE INDEX jobs_workflow_id_idx ON jobs (workflow_id) WHERE workflow_id IS NOT NULL`,
];

const down = [
  `DROP INDEX jobs_workflow_id_idx`,
  `DROP INDEX jobs_workflow_name_key`,
  `ALTER TABLE jobs DROP workflow_id`,
  `DROP TABLE workflows`,
  `DROP TABLE project_members`,
  `DROP TABLE projects`,
  `DELETE FROM principals WHERE kind = 'project'`,
];

/** Projects with members and workflows; a job belongs to at most one workflow. */
export class Projects1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
