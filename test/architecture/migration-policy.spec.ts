import { describe, expect, it } from 'vitest';
import type { MigrationInterface } from 'typeorm';
import { migrations } from '../../src/database/migrations/migrations.js';
import { page } from '../support/markdown.js';
import { breaches, statementsOf } from '../support/migration-statements.js';
import { LAST_MIGRATION_OF_PREVIOUS_RELEASE } from '../support/previous-release/previous-release.js';

/**
 * Steps that break the policy, and why that was all right. A step of a contract belongs here as well: it says since which
 * release no node uses what it takes away. Each is tried by test/e2e/previous-release*.e2e.ts.
 */
const EXCEPTIONS: [migration: string, step: RegExp, reason: string][] = [
  [
    'Policies1795392000000',
    /^CREATE INDEX job_schedules_claim_idx/,
    'one row per job: 9 s for a million jobs on two busy cores',
  ],
  ['Policies1795392000000', /^DROP INDEX job_schedules_due_idx/, 'older nodes use job_schedules_claim_idx, slower'],
  [
    'Policies1795392000000',
    /^CREATE INDEX (?:active|pending)_runs_keyed_idx/,
    'partial, and empty before this release',
  ],
  [
    'Ledger1795392001000',
    /^ALTER TABLE job_runs (?:DROP|ADD) CONSTRAINT job_runs_pkey/,
    'no statement names it; it locks the history while it is built',
  ],
  [
    'Ledger1795392001000',
    /^CREATE INDEX job_runs_ranges_idx/,
    'partial; CONCURRENTLY is not possible on a partitioned table',
  ],
  ['Ledger1795392001000', /^CREATE INDEX jobs_keep_runs_idx/, 'partial, and empty before this release'],
  [
    'Ledger1795392001000',
    /^ALTER TABLE job_actions ADD CONSTRAINT job_actions_condition_check/,
    'allows all that older nodes write; a small table',
  ],
  ['ListOrders1795392003000', /^CREATE INDEX jobs_updated_at_idx/, '2 s for a million jobs on two busy cores'],
  [
    'Projects1795478400000',
    /^ALTER TABLE jobs ADD CONSTRAINT jobs_workflow_id_fkey/,
    'of a column that is NULL everywhere: one scan',
  ],
  ['Projects1795478400000', /^CREATE (?:UNIQUE )?INDEX jobs_workflow_/, 'partial, and empty before this release'],
];

const last = migrations.findIndex((migration) => migration.name === LAST_MIGRATION_OF_PREVIOUS_RELEASE);
const later: (new () => MigrationInterface)[] = migrations.slice(last + 1);
const found = await Promise.all(
  later.map(async (Migration) => ({ name: Migration.name, steps: breaches(await statementsOf(new Migration())) })),
);
const isListed = (name: string, sql: string): boolean =>
  EXCEPTIONS.some(([migration, step]) => migration === name && step.test(sql));

describe('migrations since the previous release', () => {
  it('are looked at', () => {
    expect(last).toBeGreaterThanOrEqual(0);
    expect(later.length).toBeGreaterThan(0);
  });

  it.each(found)('$name only expands, or is listed with a reason', ({ name, steps }) => {
    expect(steps.filter(({ sql }) => !isListed(name, sql))).toEqual([]);
  });

  it('leave no exception without its step, and the page on upgrades names each with its reason', () => {
    const stale = EXCEPTIONS.filter(
      ([migration, step]) =>
        !found.some(({ name, steps }) => name === migration && steps.some(({ sql }) => step.test(sql))),
    );
    expect(stale).toEqual([]);
    const documented = page('docs/operations/upgrade.md');
    expect(EXCEPTIONS.filter(([, , reason]) => !documented.includes(reason)).map(([, , reason]) => reason)).toEqual([]);
  });

  it('wait for no lock without end: an index that is built concurrently has no transaction around it', async () => {
    for (const Migration of later) {
      const migration = new Migration();
      const concurrently = (await statementsOf(migration)).some((sql) => /CONCURRENTLY/i.test(sql));
      expect([Migration.name, concurrently && migration.transaction !== false]).toEqual([Migration.name, false]);
    }
  });
});

describe('the policy', () => {
  it.each([
    ['ALTER TABLE jobs RENAME COLUMN name TO title', 'renames'],
    ['ALTER TABLE jobs RENAME TO tasks', 'renames'],
    ['ALTER TABLE jobs DROP COLUMN notes', 'takes away'],
    ['ALTER TABLE jobs ADD a text, DROP notes', 'takes away'],
    ['DROP TABLE tags', 'takes away'],
    ['DROP INDEX jobs_name_idx', 'an index'],
    ['ALTER TABLE jobs DROP CONSTRAINT jobs_pkey', 'a constraint'],
    ['ALTER TABLE jobs ALTER COLUMN version TYPE bigint', 'a type'],
    ['ALTER TABLE jobs ALTER version SET DATA TYPE bigint', 'a type'],
    ['ALTER TABLE jobs ALTER COLUMN notes SET NOT NULL', 'a value'],
    ['ALTER TABLE jobs ADD color text NOT NULL', 'a value'],
    ['ALTER TABLE "jobs" ADD COLUMN seen timestamptz NOT NULL DEFAULT clock_timestamp()', 'its default'],
    ['ALTER TABLE jobs ADD words tsvector GENERATED ALWAYS AS (to_tsvector(name)) STORED', 'stored column'],
    ['CREATE INDEX jobs_type_idx ON jobs (type)', 'an index'],
    ['ALTER TABLE jobs ADD CONSTRAINT c CHECK (version > 0)', 'the whole table'],
    [`UPDATE jobs SET notes = ''`, 'changes rows'],
  ])('refuses %s', (statement, why) => {
    expect(
      breaches([statement])
        .map((breach) => breach.why)
        .join(),
    ).toContain(why);
  });

  it.each([
    'ALTER TABLE jobs ADD color text, ADD shade integer NOT NULL DEFAULT 0',
    'CREATE INDEX CONCURRENTLY jobs_type_idx ON jobs (type)',
    'ALTER TABLE jobs ADD CONSTRAINT c CHECK (version > 0) NOT VALID',
    'ALTER TABLE jobs VALIDATE CONSTRAINT c',
    'ALTER TABLE jobs ALTER COLUMN notes DROP NOT NULL',
  ])('allows %s', (statement) => {
    expect(breaches([statement])).toEqual([]);
  });

  it('lets a migration do what it likes with a table that it makes', () => {
    const made = [
      'CREATE TABLE colors (id uuid)',
      'CREATE INDEX colors_idx ON colors (id)',
      `INSERT INTO colors VALUES (NULL)`,
    ];
    expect(breaches(made)).toEqual([]);
    expect(breaches(made.slice(1)).length).toBe(2);
  });
});
