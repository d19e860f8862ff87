import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { withIsoInstants } from '../database/timestamps.js';
import { AccessLevel, reachOf } from './access-level.js';
import { candidatesSql, findPresumedSql, findSql } from './access-sql.js';
import type { IdKind, ResourceKind } from './access-sql.js';
import type { Along } from './reads-along.js';

/** A job or a dataset that the caller can at least see. */
export interface Accessible {
  /** UUID. */
  id: string;
  ownerId: string;
  slug: string | null;
  name: string;
  /** The job that this one is a draft of. */
  editingId: string | null;
  /** Counts people's edits; the ETag. */
  version: number;
  level: AccessLevel;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The one place where access to jobs and datasets is decided, set-based: one statement, whatever the number of grants. */
@Injectable()
export class AccessRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * The thing under a UUID or a natural id `<ownerId>:<slug>` with the caller's level; undefined when there is none or
   * the caller can't see it (the two are not told apart). A bare dataset slug finds the caller's own first. What is to be
   * read along with it is in the same row.
   */
  async find(kind: ResourceKind, idText: string, caller: Caller, along?: Along): Promise<Accessible | undefined> {
    const where = lookup(kind, idText);
    if (!where) return undefined;
    const statement = findSql(kind, where.by, along);
    const row = await this.sql.first<FoundRow>({ ...statement, values: valuesOf(where, caller) });
    return row && accessibleOf(row, along);
  }

  /**
   * The same for a caller who is presumed, and in the same snapshot whether that is right; undefined when the caller has to
   * be looked up first.
   */
  async findPresumed(
    kind: ResourceKind,
    idText: string,
    caller: Caller,
    along?: Along,
  ): Promise<{ found?: Accessible } | undefined> {
    const where = lookup(kind, idText);
    if (!where) return undefined;
    const row = await this.sql.first<FoundRow & { callerText: string | null }>({
      ...findPresumedSql(kind, where.by, along),
      values: valuesOf(where, caller),
    });
    if (row!.callerText !== caller.presumedFrom) return undefined;
    return row!.level === null ? {} : { found: accessibleOf(row!, along) };
  }

  /** All visible things that the id may mean, best first: exact owner, then the caller's own, then the highest level. */
  async candidates(
    kind: ResourceKind,
    idText: string,
    caller: Caller,
    session: SqlSession = this.sql,
  ): Promise<Accessible[]> {
    const where = lookup(kind, idText);
    if (!where) return [];
    return session.rows<Accessible>({ ...candidatesSql(kind, where.by), values: valuesOf(where, caller) });
  }

  /**
   * The caller's level on each of these UUIDs; what it can't see is absent, and so are drafts. With a session: as its
   * transaction sees it, for what must still hold when the thing is locked.
   */
  async levels(
    kind: ResourceKind,
    ids: string[],
    caller: Caller,
    session: SqlSession = this.sql,
  ): Promise<Map<string, AccessLevel>> {
    if (caller.superuser) return new Map(ids.map((id) => [id, AccessLevel.Owner]));
    const { principalIds, roleLevels } = reachOf(caller);
    const rows = await session.rows<{ id: string; level: AccessLevel }>({
      name: `access.${kind}.levels`,
      text: `
        SELECT g.${kind}_id AS id, max(CASE g.source WHEN 'share' THEN g.level ELSE p.role_level END) AS level
        FROM ${kind}_grants g
        JOIN unnest($1::text[], $2::int[]) AS p (id, role_level) ON p.id = g.principal_id
        WHERE g.${kind}_id = ANY ($3::uuid[])
        GROUP BY 1`,
      values: [principalIds, roleLevels, ids],
    });
    return new Map(rows.map((row) => [row.id, row.level]));
  }
}

interface Lookup {
  by: IdKind;
  value: string;
  owner?: string;
}

/** Of a row that was found; all is null when nothing was. */
type FoundRow = Accessible & { thing: (Omit<Accessible, 'level'> & Record<string, unknown>) | null };

function accessibleOf(row: FoundRow, along: Along | undefined): Accessible {
  const { thing, level } = row;
  if (!along || !thing) return row;
  return Object.assign(withIsoInstants(thing, along.instants), { level });
}

function valuesOf(where: Lookup, caller: Caller): unknown[] {
  const { principalIds, roleLevels } = reachOf(caller);
  const values = [principalIds, roleLevels, caller.superuser, where.value];
  return where.by === 'uuid' ? values : [...values, where.owner ?? caller.userId];
}

function lookup(kind: ResourceKind, idText: string): Lookup | undefined {
  if (UUID.test(idText)) return { by: 'uuid', value: idText };
  const colon = idText.lastIndexOf(':');
  if (colon > 0) return { by: 'natural', value: idText.slice(colon + 1), owner: idText.slice(0, colon) };
  return kind === 'dataset' ? { by: 'slug', value: idText } : undefined;
}
