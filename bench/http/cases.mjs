// What is asked, and by whom. `{id}` is a job of the caller's.
export const WIDE = 'load-wide';
export const SMALL = 'load-small';
export const ROOT = 'load-root';

/** Those with a bar, with all three yardsticks. */
const BARS = [
  { group: 'first page', path: '/api/jobs', bar: 0.9 },
  { group: 'get by id', path: '/api/jobs/{id}', bar: 0.75 },
];

/** The same jobs for clients of JSON:API; only where the database has projects. `{project}` is one of the caller's. */
const JSONAPI = [
  { group: 'JSON:API first page', path: '/api/jobs', bar: 0.9 },
  { group: 'JSON:API of a project', path: '/api/projects/{project}/jobs', bar: 0.9 },
  { group: 'JSON:API by id', path: '/api/projects/{project}/jobs/{id}', bar: 0.75 },
].map((one) => ({ ...one, accept: 'application/vnd.api+json' }));

const FIRST_1000 = [
  { group: 'first 1,000 by name', path: '/api/jobs?limit=1000', flat: true },
  { group: 'first 1,000 by createdAt', path: '/api/jobs?limit=1000&sort=createdAt', flat: true },
];

const PAGES = [
  { group: 'page at 1,000', path: '/api/jobs?start=1000' },
  { group: 'page at 10,000', path: '/api/jobs?start=10000' },
  { group: 'limit 7 (unprepared)', path: '/api/jobs?limit=7' },
];

const SEARCHES = [
  { group: 'q one word in 12', path: '/api/jobs?q=report' },
  { group: 'q two words', path: '/api/jobs?q=sales+nordics' },
  { group: 'q one customer', path: '/api/jobs?q=customer+42' },
  { group: 'q nothing', path: '/api/jobs?q=zebra' },
];

const FILTERS = [
  'type=noop',
  'enabled=false',
  'status=failed',
  'status=timed_out',
  'favorite=true',
  'favorite=false',
].map((query) => ({ group: query, path: `/api/jobs?${query}` }));
const MORE_FILTERS = [
  { group: 'tag (common)', path: '/api/jobs?tag=load+tag+1' },
  { group: 'tag (rare)', path: '/api/jobs?tag=load+tag+40' },
  { group: 'ownerId (team)', path: '/api/jobs?ownerId=load-05' },
  { group: 'type + enabled by -createdAt', path: '/api/jobs?type=noop&enabled=false&sort=-createdAt' },
];

const SORTS = [
  '-name',
  'createdAt',
  '-createdAt',
  'type',
  'ownerId',
  'enabled',
  'nextRunAt',
  '-nextRunAt',
  '-updatedAt',
  '-lastRunAt',
  'type,name',
].map((sort) => ({ group: `sort ${sort}`, path: `/api/jobs?sort=${sort}` }));

/**
 * Every case for each who asks.
 * @param {{ projects: boolean }} database whether there are projects in it
 * @returns {{ name: string, group: string, path: string, who: string, accept?: string, bar?: number, flat?: boolean }[]}
 */
export function cases({ projects }) {
  const all = [
    ...BARS,
    ...(projects ? JSONAPI : []),
    ...FIRST_1000,
    ...PAGES,
    ...SEARCHES,
    ...FILTERS,
    ...MORE_FILTERS,
    ...SORTS,
  ];
  return [SMALL, WIDE, ROOT].flatMap((who) =>
    all.map(({ bar, ...one }) => ({
      ...one,
      ...(who === ROOT ? {} : { bar }),
      who,
      name: `${who}-${one.group}`.replaceAll(/[^\w-]+/g, '_'),
    })),
  );
}
