import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE principals (
    id text NOT NULL,
    kind text NOT NULL,
    bare_name text NOT NULL,
    name text NOT NULL,
    CONSTRAINT principals_bare_name_key UNIQUE (bare_name),
    CONSTRAINT principals_pkey PRIMARY KEY (id)
  )`,
  `CREATE TABLE users (
    id text NOT NULL,
    email text,
    timezone text,
    issuer text NOT NULL DEFAULT 'local',
    superuser boolean NOT NULL DEFAULT false,
    permissions text[] NOT NULL DEFAULT '{}',
    claimed_superuser boolean NOT NULL DEFAULT false,
    claimed_permissions text[] NOT NULL DEFAULT '{}',
    claims_hash text,
    claims_iat timestamptz,
    password_hash text,
    tokens_valid_from timestamptz,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_id_fkey FOREIGN KEY (id) REFERENCES principals(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE teams (
    id text NOT NULL,
    description text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_id_fkey FOREIGN KEY (id) REFERENCES principals(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE team_members (
    team_id text NOT NULL,
    user_id text NOT NULL,
    role text NOT NULL,
    source text NOT NULL DEFAULT 'local',
    CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id),
    CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
    CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE
  )`,
  `CREATE INDEX team_members_user_id_idx ON team_members (user_id)`,
  `CREATE TABLE access_tokens (
    id uuid NOT NULL,
    user_id text NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    representation text,
    expires_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT access_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT access_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX access_tokens_token_hash_key ON access_tokens (token_hash)`,
  `CREATE INDEX access_tokens_user_id_idx ON access_tokens (user_id)`,
];

export class Accounts1795219200000 implements MigrationInterface {
  name = 'Accounts1795219200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE access_tokens, team_members, teams, users, principals');
  }
}
