import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { entities } from '../../src/database/entities.js';
import { migrations } from '../../src/database/migrations/migrations.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
});

afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

/** Columns, constraints and indexes as text, to be compared; TypeORM's own tables are left out. */
async function schema(): Promise<string[]> {
  const rows: { line: string }[] = await dataSource.query(`
    SELECT line FROM (
      SELECT table_name AS "table",
             format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
      UNION ALL SELECT conrelid::regclass::text, format('%s %s', conrelid::regclass, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
    ) s
    WHERE "table" NOT IN ('migrations', 'typeorm_metadata') ORDER BY 1`);
  return rows.map((row) => row.line);
}

describe('the migrations', () => {
  it('are an explicit list in the order of their names', () => {
    const names = migrations.map((migration) => migration.name);
    const times = names.map((name) => Number(/\d{13}$/.exec(name)?.[0]));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(names).size).toBe(names.length);
  });

  it('can be taken back to nothing and made again, with the same result', async () => {
    const before = await schema();
    expect(before.length).toBeGreaterThan(50);
    for (const _ of migrations) await dataSource.undoLastMigration();
    expect(await schema()).toEqual([]);
    await dataSource.runMigrations();
    expect(await schema()).toEqual(before);
  });

  it('agree with the entities', async () => {
    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('make a table of every entity', async () => {
    const tables: { name: string }[] = await dataSource.query(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const made = new Set(tables.map((table) => table.name));
    const wanted = entities.map((entity) => dataSource.getMetadata(entity).tableName);
    expect(wanted.filter((name) => !made.has(name))).toEqual([]);
  });
});
