import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a migration would send to the database on its way up. Nothing is run: answers of queries are empty. */
export async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const sent: string[] = [];
  const recorder = new Proxy(
    {},
    {
      get: (_, method) => {
        if (method !== 'query') throw new Error(`migrations are plain SQL: use runner.query, not ${String(method)}`);
        return (text: string): Promise<unknown[]> => Promise.resolve((sent.push(text), []));
      },
    },
  );
  await migration.up(recorder as QueryRunner);
  return sent;
}

/** One part of a statement: an ALTER TABLE has one for each of its clauses. */
export interface Step {
  sql: string;
  /** The table that it changes, without quotes; empty when it is none. */
  table: string;
}

/** Statements as one line each, ALTER TABLE clause by clause. */
export function stepsOf(statements: string[]): Step[] {
  return statements.flatMap((statement) => {
    const sql = statement.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
    const alter = /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\S+) (.*)$/i.exec(sql);
    if (!alter) return [{ sql, table: named(tableOf(sql)) }];
    const [, table = '', clauses = ''] = alter;
    return topLevelParts(clauses).map((clause) => ({ sql: `ALTER TABLE ${table} ${clause}`, table: named(table) }));
  });
}

function tableOf(sql: string): string {
  const patterns = [
    /^CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?\S+ ON (?:ONLY )?(\S+)/i,
    /^CREATE TABLE (?:IF NOT EXISTS )?(\S+)/i,
    /^(?:UPDATE|DELETE FROM|INSERT INTO|TRUNCATE|DROP TABLE) (\S+)/i,
  ];
  return patterns.map((pattern) => pattern.exec(sql)?.[1]).find((table) => table !== undefined) ?? '';
}

const named = (table: string): string => table.replaceAll('"', '').replace(/^public\./, '');

function topLevelParts(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

const ADDS_COLUMN = /^ALTER TABLE \S+ ADD (?:COLUMN )?(?!CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)/i;
const VOLATILE = /DEFAULT .*(?:clock_timestamp|random|gen_random_uuid|nextval|uuid_generate)/i;

/** What nodes of the version before can't live with, or what keeps them waiting; see docs/operations/upgrade.md. */
const RULES: [why: string, breaks: (sql: string) => boolean][] = [
  ['renames what older nodes name', (sql) => /\bRENAME\b/i.test(sql)],
  [
    'takes away what older nodes use',
    (sql) => /^(?:DROP (?!INDEX)|TRUNCATE)/i.test(sql) || /^ALTER TABLE \S+ DROP (?!CONSTRAINT|DEFAULT)/i.test(sql),
  ],
  ['takes away an index that older nodes may rely on', (sql) => /^DROP INDEX/i.test(sql)],
  ['takes away a constraint that older nodes may rely on', (sql) => /^ALTER TABLE \S+ DROP CONSTRAINT/i.test(sql)],
  ['changes a type, and rewrites the table', (sql) => /\bALTER (?:COLUMN )?\S+ (?:SET DATA )?TYPE\b/i.test(sql)],
  ['wants a value that older nodes do not write', (sql) => /\bSET NOT NULL\b/i.test(sql) || needsValue(sql)],
  ['rewrites the table for its default', (sql) => ADDS_COLUMN.test(sql) && VOLATILE.test(sql)],
  ['adds a stored column, and rewrites the table', (sql) => ADDS_COLUMN.test(sql) && /GENERATED ALWAYS/i.test(sql)],
  ['builds an index under a lock', (sql) => /^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)/i.test(sql)],
  [
    'checks the whole table under a lock',
    (sql) => /^ALTER TABLE \S+ ADD (?:CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN)/i.test(sql) && !/NOT VALID$/i.test(sql),
  ],
  ['changes rows: do it in batches, outside of migrations', (sql) => /^(?:UPDATE|DELETE|INSERT)\b/i.test(sql)],
];

function needsValue(sql: string): boolean {
  return ADDS_COLUMN.test(sql) && /\bNOT NULL\b/i.test(sql) && !/\bDEFAULT\b/i.test(sql);
}

/** Steps that break the policy, with the reason. A table that the same migration makes is nobody's yet. */
export function breaches(statements: string[]): { sql: string; why: string }[] {
  const steps = stepsOf(statements);
  const made = new Set(steps.filter(({ sql }) => /^CREATE TABLE/i.test(sql)).map(({ table }) => table));
  return steps
    .filter(({ table }) => table === '' || !made.has(table))
    .flatMap(({ sql }) => RULES.filter(([, breaks]) => breaks(sql)).map(([why]) => ({ sql, why })));
}
