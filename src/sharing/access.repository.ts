import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { callerText } from '../auth/callers.repository.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { instantOfJson } from '../database/timestamps.js';
import { AccessLevel, reachOf } from './access-level.js';
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

/** Which kind of thing, in tables. */
export type ResourceKind = 'job' | 'dataset';

/** A draft is its creator's own, and nobody else's, as long as the creator may edit the original. $1[1] is the caller. */
const DRAFT_LEVEL = `
  CASE WHEN r.editing_id IS NULL THEN h.held
       WHEN r.owner_id = ($1::text[])[1] AND h.held >= ${AccessLevel.Edit} THEN ${AccessLevel.Owner}
       ELSE 0 END`;

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
    const row = await this.sql.first<FoundRow>({
      name: nameOf(kind, where, along),
      text: `SELECT ${columnsOf(along)} FROM (${visible(kind, where.condition, 1)}) f`,
      values: valuesOf(where, caller),
    });
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
      name: `${nameOf(kind, where, along)}.presumed`,
      text: `
        SELECT ${callerText('$6')} AS "callerText", ${columnsOf(along)}
        FROM (SELECT) one LEFT JOIN (${visible(kind, where.condition, 1)}) f ON true`,
      values: [...valuesOf(where, caller), caller.userId],
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
    return session.rows<Accessible>({
      name: `access.${kind}.${where.by}`,
      text: visible(kind, where.condition, 3),
      values: valuesOf(where, caller),
    });
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
  by: string;
  condition: string;
  value: string;
  owner?: string;
}

function nameOf(kind: ResourceKind, { by }: Lookup, along: Along | undefined): string {
  return `access.${kind}.${by}${along ? `.${along.name}` : '.one'}`;
}

/** The thing that was found, `f`. What is read along is one value: a column for each field costs more to write and to read. */
function columnsOf(along: Along | undefined): string {
  return along
    ? `(SELECT row_to_json(d) FROM (${along.select('f.id', '($1::text[])[1]')}) d) AS thing, f.level`
    : 'f.*';
}

/** Of columnsOf(); all is null when nothing was found. */
type FoundRow = Accessible & { thing: (Omit<Accessible, 'level'> & Record<string, unknown>) | null };

function accessibleOf(row: FoundRow, along: Along | undefined): Accessible {
  const { thing, level } = row;
  if (!along || !thing) return row;
  for (const name of along.instants) thing[name] = instantOfJson(thing[name] as string | null);
  return Object.assign(thing, { level });
}

/** Things that the caller can see, best first, with the caller's level; parameters as `valuesOf` gives them. */
function visible(kind: ResourceKind, condition: string, limit: number): string {
  return `
    SELECT r.id, r.owner_id AS "ownerId", r.slug, r.name, ${kind === 'job' ? 'r.editing_id' : 'NULL'} AS "editingId",
           r.version, a.level
    FROM ${kind}s r
    CROSS JOIN LATERAL (
      SELECT greatest(
        CASE WHEN $3 THEN ${AccessLevel.Owner} ELSE 0 END,
        (SELECT max(CASE g.source WHEN 'share' THEN g.level ELSE p.role_level END)
         FROM ${kind}_grants g
         JOIN unnest($1::text[], $2::int[]) AS p (id, role_level) ON p.id = g.principal_id
         WHERE g.${kind}_id = ${kind === 'job' ? 'coalesce(r.editing_id, r.id)' : 'r.id'})) AS held
      OFFSET 0 -- so that it is worked out once, and not where it is used
    ) h
    CROSS JOIN LATERAL (SELECT ${kind === 'job' ? DRAFT_LEVEL : 'h.held'} AS level) a
    WHERE ${condition} AND a.level > 0
    ORDER BY (r.owner_id = $5) DESC, a.level DESC, r.owner_id
    LIMIT ${limit}`;
}

function valuesOf(where: Lookup, caller: Caller): unknown[] {
  const { principalIds, roleLevels } = reachOf(caller);
  return [principalIds, roleLevels, caller.superuser, where.value, where.owner ?? caller.userId];
}

function lookup(kind: ResourceKind, idText: string): Lookup | undefined {
  if (UUID.test(idText)) return { by: 'uuid', condition: `r.id = $4::uuid`, value: idText };
  const colon = idText.lastIndexOf(':');
  if (colon > 0)
    return {
      by: 'natural',
      condition: `r.slug = $4 AND r.owner_id IN ($5, 'team:' || $5)`,
      value: idText.slice(colon + 1),
      owner: idText.slice(0, colon),
    };
  return kind === 'dataset' ? { by: 'slug', condition: 'r.slug = $4', value: idText } : undefined;
}
