import { DomainError } from '../errors/domain-error.js';

/** What a list can be sorted by, and the column behind each. */
const SORT_COLUMNS = {
  name: 'j.name',
  type: 'j.type',
  ownerId: 'j.owner_id',
  enabled: 'j.enabled',
  nextRunAt: 's.due_at',
  createdAt: 'j.created_at',
  updatedAt: 'j.updated_at',
  lastRunAt: 'o.last_run_at',
} as const;
type SortField = keyof typeof SORT_COLUMNS;

interface SortTerm {
  field: SortField;
  direction: 'ASC' | 'DESC';
}

export interface JobSort {
  /** For ORDER BY; ends with the id, so that the order is total. */
  orderBy: string;
  /** Set when the grants (or the jobs) have an index in this very order. */
  indexed?: { column: 'name' | 'created_at'; direction: 'ASC' | 'DESC' };
  /** Set when what comes first in the order has an index, though not the grants'. */
  walked?: { column: 'due_at' | 'updated_at'; direction: 'ASC' | 'DESC' };
  /** Set when the order looks only at narrow tables beside jobs: what is first in it is found without reading jobs. */
  besideJobs?: true;
}

/** Reads `name,-createdAt`. @throws DomainError `INVALID_SORT` naming the field that can't be sorted by */
export function parseJobSort(sort: string): JobSort {
  const terms = sort
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '');
  const parsed = (terms.length === 0 ? ['name'] : terms).map((term): SortTerm => {
    const field = term.replace(/^-/, '');
    if (!Object.hasOwn(SORT_COLUMNS, field)) throw invalidSort(field);
    return { field: field as SortField, direction: term.startsWith('-') ? 'DESC' : 'ASC' };
  });
  const first = parsed[0]!;
  const columns = parsed.map(({ field, direction }) => `${SORT_COLUMNS[field]} ${direction} NULLS LAST`);
  if (parsed.length > 1 || (first.field !== 'name' && first.field !== 'createdAt'))
    return {
      orderBy: [...columns, 'j.id'].join(', '),
      ...walkedBy(first),
      ...(parsed.every(({ field }) => field === 'nextRunAt' || field === 'lastRunAt') ? { besideJobs: true } : {}),
    };
  const column = first.field === 'name' ? 'name' : 'created_at';
  return {
    orderBy: `j.${column} ${first.direction}, j.id ${first.direction}`,
    indexed: { column, direction: first.direction },
  };
}

function walkedBy({ field, direction }: SortTerm): Pick<JobSort, 'walked'> {
  if (field !== 'nextRunAt' && field !== 'updatedAt') return {};
  return { walked: { column: field === 'nextRunAt' ? 'due_at' : 'updated_at', direction } };
}

function invalidSort(field: string): DomainError {
  const allowed = Object.keys(SORT_COLUMNS).join(', ');
  return new DomainError(
    'malformed',
    'INVALID_SORT',
    `Jobs can't be sorted by "${field}". Use ${allowed}, each with or without a leading "-".`,
    [{ path: 'sort', message: `must be one of ${allowed}`, value: field }],
  );
}
