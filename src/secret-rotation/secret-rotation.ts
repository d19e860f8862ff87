import type { SqlSession } from '../database/sql.js';
import type { SecretBox } from '../secrets/secret-box.js';
import { SEALED_COLUMNS, SealedValuesRepository } from './sealed-values.repository.js';
import type { SealedColumn } from './sealed-values.repository.js';

/** What a rotation did. */
export interface RotationReport {
  /** Values (a job's data, a version, a dataset's source) that were sealed anew. */
  resealed: number;
  /** Where sealed texts of the old key are that can't be opened: `jobs.data of <id>`. */
  unreadable: string[];
  /** Values that still have texts of the old key, since they were changed under our hands again and again. */
  left: number;
}

const BATCH = 200;
/** Rows that somebody edits at the same moment are left for the next pass. */
const MOST_PASSES = 5;

/**
 * Seals everything that is sealed with `from` anew with `to`. Each batch is one statement, and what is done is not looked
 * at again: it may be killed and repeated, run beside nodes that have both keys, and run twice at once. A row that was
 * edited since it was read is left as it is and read again.
 */
export async function rotateSecrets(
  sql: SqlSession,
  box: SecretBox,
  onProgress: (table: string, resealed: number) => void = () => undefined,
): Promise<RotationReport> {
  const repository = new SealedValuesRepository(sql);
  const report: RotationReport = { resealed: 0, unreadable: [], left: 0 };
  for (const column of SEALED_COLUMNS) {
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const result = await onePass(repository, column, box);
      report.resealed += result.resealed;
      report.left = result.missed;
      if (result.missed === 0 || pass === MOST_PASSES - 1) report.unreadable.push(...result.unreadable);
      onProgress(column.table, report.resealed);
      if (result.missed === 0) break;
    }
  }
  return report;
}

async function onePass(
  repository: SealedValuesRepository,
  column: SealedColumn,
  box: SecretBox,
): Promise<{ resealed: number; missed: number; unreadable: string[] }> {
  const result = { resealed: 0, missed: 0, unreadable: [] as string[] };
  let after: string[] | undefined;
  for (;;) {
    const rows = await repository.next(column, box.previousKeyId(), after, BATCH);
    if (rows.length === 0) return result;
    const changes = rows.map(({ key, value }) => ({ key, from: value, ...resealedJson(value, box) }));
    for (const { key, isUnreadable } of changes)
      if (isUnreadable) result.unreadable.push(`${column.table}.${column.column} of ${key.join(' ')}`);
    const wanted = changes.flatMap(({ key, from, json }) => (json === from ? [] : [{ key, from, to: json }]));
    const replaced = wanted.length === 0 ? 0 : await repository.replace(column, wanted);
    result.resealed += replaced;
    result.missed += wanted.length - replaced;
    after = rows.at(-1)!.key;
  }
}

/** Sealed texts hold nothing that JSON would escape. */
const SEALED_IN_JSON = /"(enc:v1:[\w-]+:[\w-]+:[\w-]+)"/g;

function resealedJson(json: string, box: SecretBox): { json: string; isUnreadable: boolean } {
  let isUnreadable = false;
  const resealed = json.replaceAll(SEALED_IN_JSON, (whole, text: string) => {
    if (!box.isSealedWithPrevious(text)) return whole;
    try {
      return `"${box.reseal(text)}"`;
    } catch {
      // What people typed that only looks sealed, or what was damaged: it is of no use with the old key either.
      isUnreadable = true;
      return whole;
    }
  });
  return { json: resealed, isUnreadable };
}
