import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE zone_fingerprints (
    timezone text NOT NULL,
    tz_version text NOT NULL,
    rules jsonb NOT NULL,
    covers_from timestamptz NOT NULL,
    covers_until timestamptz NOT NULL,
    previous_rules jsonb,
    differs_from timestamptz,
    watch_until timestamptz,
    CONSTRAINT zone_fingerprints_pkey PRIMARY KEY (timezone)
  )`,
  `CREATE TABLE zone_changes (
    id uuid NOT NULL,
    detected_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    timezone text NOT NULL,
    tz_from text NOT NULL,
    tz_to text NOT NULL,
    differs_from timestamptz NOT NULL,
    job_id uuid,
    next_run_from timestamptz,
    next_run_to timestamptz,
    CONSTRAINT zone_changes_pkey PRIMARY KEY (id)
  )`,
  `CREATE INDEX zone_changes_detected_at_idx ON zone_changes (detected_at, id)`,
];

const down = [`DROP TABLE zone_changes`, `DROP TABLE zone_fingerprints`];

/** What the rules of the zones in use are, and what became of jobs when they changed. */
export class ZoneRules1795392002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
