import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists of what was changed last. People's edits pay for it; neither claims nor ends of runs touch this table. */
export class ListOrders1795392003000 implements MigrationInterface {
  name = 'ListOrders1795392003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX jobs_updated_at_idx ON jobs (updated_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX jobs_updated_at_idx');
  }
}
