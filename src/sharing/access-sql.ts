import { callerText } from '../auth/callers.repository.js';
import { AccessLevel } from './access-level.js';
import type { Along } from './reads-along.js';

/** Which kind of thing, in tables. */
export type ResourceKind = 'job' | 'dataset';

/** How a thing is named: by its UUID, by `<ownerId>:<slug>`, or (datasets) by a slug alone. */
export type IdKind = 'uuid' | 'natural' | 'slug';

/** A prepared statement without its parameters. */
export interface Prepared {
  name: string;
  text: string;
}

/** The user who asks, of the parameters below. */
const CALLER_ID = '($1::text[])[1]';

// $1 the caller's principals, itself first; $2 what its role in each gives; $3 superuser; $4 names the thing, with $5 where
// an id is more than a UUID.
const CONDITIONS: Record<IdKind, string> = {
  uuid: `r.id = $4::uuid`,
  natural: `r.slug = $4 AND r.owner_id IN ($5, 'team:' || $5)`,
  slug: 'r.slug = $4',
};

/** A draft is its creator's own, and nobody else's, as long as the creator may edit the original. */
const DRAFT_LEVEL = `
  CASE WHEN r.editing_id IS NULL THEN h.held
       WHEN r.owner_id = ${CALLER_ID} AND h.held >= ${AccessLevel.Edit} THEN ${AccessLevel.Owner}
       ELSE 0 END`;

/** Text by name: none is put together twice, and whoever keeps statements by name can tell at a glance that it is the same. */
const texts = new Map<string, string>();

/** One thing, with `level`; no row when there is none or the caller can't see it. What is read along is in `thing`. */
export function findSql(kind: ResourceKind, by: IdKind, along: Along | undefined): Prepared {
  return prepared(nameOf(kind, by, along), () => `SELECT ${columnsOf(along)} FROM (${visible(kind, by, 1)}) f`);
}

/** The same in one row that is always there, with the `callerText` of who asks. */
export function findPresumedSql(kind: ResourceKind, by: IdKind, along: Along | undefined): Prepared {
  return prepared(
    `${nameOf(kind, by, along)}.presumed`,
    () => `
      SELECT ${callerText(CALLER_ID)} AS "callerText", ${columnsOf(along)}
      FROM (SELECT) one LEFT JOIN (${visible(kind, by, 1)}) f ON true`,
  );
}

/** Up to three things that may be meant, best first. */
export function candidatesSql(kind: ResourceKind, by: IdKind): Prepared {
  return prepared(`access.${kind}.${by}`, () => visible(kind, by, 3));
}

function prepared(name: string, make: () => string): Prepared {
  let text = texts.get(name);
  if (text === undefined) texts.set(name, (text = make()));
  return { name, text };
}

function nameOf(kind: ResourceKind, by: IdKind, along: Along | undefined): string {
  return `access.${kind}.${by}${along ? `.${along.name}` : '.one'}`;
}

/** The thing that was found, `f`. What is read along is one value: a column for each field costs more to write and to read. */
function columnsOf(along: Along | undefined): string {
  return along ? `(SELECT row_to_json(d) FROM (${along.select('f.id', CALLER_ID)}) d) AS thing, f.level` : 'f.*';
}

/** Things that the caller can see, best first, with the caller's level; and that the id may mean. */
function visible(kind: ResourceKind, by: IdKind, limit: number): string {
  return `
    SELECT r.id, r.owner_id AS "ownerId", r.slug, r.name, ${kind === 'job' ? 'r.editing_id' : 'NULL'} AS "editingId",
           r.version, a.level
    FROM ${kind}s r
    CROSS JOIN LATERAL (
      SELECT greatest(
        CASE WHEN $3 THEN ${AccessLevel.Owner} ELSE 0 END,
        (SELECT max(CASE g.source WHEN 'share' THEN g.level
                    ELSE ($2::int[])[array_position($1::text[], g.principal_id)] END)
         FROM ${kind}_grants g
         WHERE g.principal_id = ANY ($1::text[]) AND g.${kind}_id = ${kind === 'job' ? 'coalesce(r.editing_id, r.id)' : 'r.id'})) AS held
      OFFSET 0 -- so that it is worked out once, and not where it is used
    ) h
    CROSS JOIN LATERAL (SELECT ${kind === 'job' ? DRAFT_LEVEL : 'h.held'} AS level) a
    WHERE ${CONDITIONS[by]} AND a.level > 0
    ${by === 'uuid' ? '' : `ORDER BY (r.owner_id = $5) DESC, a.level DESC, r.owner_id LIMIT ${limit}`}`;
}
