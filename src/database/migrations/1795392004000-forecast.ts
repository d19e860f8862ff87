import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long runs of a job take, for forecasts. Nodes of the version before can run beside it. */
export class Forecast1795392004000 implements MigrationInterface {
  name = 'Forecast1795392004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE job_durations (
      job_id uuid NOT NULL,
      mean_ms double precision NOT NULL,
      runs integer NOT NULL,
      measured_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT job_durations_pkey PRIMARY KEY (job_id)
    ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE job_durations');
  }
}
