import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { DatasetSource } from './dataset-source.js';

/** A dataset with what its current load holds (nulls: never loaded). */
export interface DatasetRecord {
  id: string;
  slug: string;
  name: string;
  description: string | null;
  ownerId: string;
  source: DatasetSource;
  currentLoadId: string | null;
  lastError: { code: string; message: string; at: string } | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  rowCount: number | null;
  columns: string[] | null;
  loadedAt: Date | null;
}

/** What others show of a dataset. */
export interface DatasetName {
  slug: string;
  naturalId: string;
  ownerId: string;
  name: string;
}

export interface NewDataset {
  id: string;
  slug: string;
  name: string;
  description: string | null;
  ownerId: string;
  source: DatasetSource;
}

/** Single datasets: read, written, deleted. */
@Injectable()
export class DatasetsRepository {
  constructor(private readonly sql: Sql) {}

  async find(id: string): Promise<DatasetRecord | undefined> {
    return this.sql.first<DatasetRecord>({
      name: 'datasets.find',
      text: `SELECT ${DATASET_COLUMNS} FROM datasets d LEFT JOIN dataset_loads l ON l.id = d.current_load_id WHERE d.id = $1`,
      values: [id],
    });
  }

  /** The dataset, locked against other edits and against the end of a refresh until the transaction ends. */
  async lock(session: SqlSession, id: string): Promise<DatasetRecord | undefined> {
    return session.first<DatasetRecord>({
      name: 'datasets.lock',
      text: `
        SELECT ${DATASET_COLUMNS} FROM datasets d LEFT JOIN dataset_loads l ON l.id = d.current_load_id
        WHERE d.id = $1 FOR NO KEY UPDATE OF d`,
      values: [id],
    });
  }

  async describeMany(ids: string[]): Promise<Map<string, DatasetName>> {
    const rows = await this.sql.rows<DatasetName & { id: string }>({
      name: 'datasets.describe-many',
      text: `
        SELECT id, slug, owner_id || ':' || slug AS "naturalId", owner_id AS "ownerId", name
        FROM datasets WHERE id = ANY ($1::uuid[])`,
      values: [ids],
    });
    return new Map(rows.map(({ id, ...name }) => [id, name]));
  }

  /** The owner's slugs that begin like this one, to find a free one. */
  async slugsLike(session: SqlSession, ownerId: string, base: string): Promise<Set<string>> {
    const rows = await session.rows<{ slug: string }>({
      name: 'datasets.slugs-like',
      text: `SELECT slug FROM datasets WHERE owner_id = $1 AND (slug = $2 OR starts_with(slug, $2 || '-'))`,
      values: [ownerId, base],
    });
    return new Set(rows.map((row) => row.slug));
  }

  /** Writes a dataset with its owner's grant; false when the owner has one with this slug. */
  async insert(session: SqlSession, dataset: NewDataset): Promise<boolean> {
    const { id, slug, name, description, ownerId, source } = dataset;
    const inserted = await session.execute({
      name: 'datasets.insert',
      text: `
        WITH dataset AS (
          INSERT INTO datasets (id, slug, name, description, owner_id, source) VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (owner_id, slug) DO NOTHING
          RETURNING id, owner_id, name, created_at)
        INSERT INTO dataset_grants (dataset_id, principal_id, source, level, name, created_at)
        SELECT id, owner_id, 'owner', 5, name, created_at FROM dataset`,
      values: [id, slug, name, description, ownerId, JSON.stringify(source)],
    });
    return inserted > 0;
  }

  /** Writes an edit of a locked dataset, and its name into its grants. */
  async update(
    session: SqlSession,
    dataset: Pick<DatasetRecord, 'id' | 'name' | 'description' | 'source'>,
  ): Promise<void> {
    await session.execute({
      name: 'datasets.update',
      text: `
        WITH renamed AS (UPDATE dataset_grants SET name = $2 WHERE dataset_id = $1 AND name <> $2)
        UPDATE datasets
        SET name = $2, description = $3, source = $4, version = version + 1, updated_at = clock_timestamp(),
          last_error = CASE WHEN source = $4::jsonb THEN last_error END
        WHERE id = $1`,
      values: [dataset.id, dataset.name, dataset.description, JSON.stringify(dataset.source)],
    });
  }

  /** How many jobs read or freeze it. The second condition has no index: deleting is rare. */
  async countJobs(id: string): Promise<number> {
    const row = await this.sql.first<{ jobs: number }>({
      name: 'datasets.count-jobs',
      text: `
        SELECT count(DISTINCT job_id)::int AS jobs FROM job_datasets
        WHERE dataset_id = $1 OR snapshot_dataset_ids @> ARRAY[$1]::uuid[]`,
      values: [id],
    });
    return row?.jobs ?? 0;
  }

  async delete(session: SqlSession, id: string): Promise<void> {
    await session.execute({ name: 'datasets.delete', text: 'DELETE FROM datasets WHERE id = $1', values: [id] });
  }
}

/** Of `datasets d` and its current load `l`. */
export const DATASET_COLUMNS = `d.id, d.slug, d.name, d.description, d.owner_id AS "ownerId", d.source,
  d.current_load_id AS "currentLoadId", d.last_error AS "lastError", d.version, d.created_at AS "createdAt",
  d.updated_at AS "updatedAt", l.row_count AS "rowCount", l.columns, l.loaded_at AS "loadedAt"`;
