import { halPage } from '../hal/hal-page.js';
import type { JobListResult } from './job-list.repository.js';

/** A HAL page of jobs as the text of its JSON: the items are texts already. `query` is kept in the links. */
export function jobPageText(
  { items, count, total, exact }: JobListResult,
  { start, limit, query }: { start: number; limit: number; query: Record<string, unknown> },
): string {
  const { _links, _embedded, ...numbers } = halPage({
    rel: 'inf:job',
    // Only how many there are counts for the page.
    items: Array.from({ length: count }),
    start,
    limit,
    total,
    totalExact: exact,
    path: '/api/jobs',
    template: ['sort', 'limit', 'start', 'q'],
    query,
  });
  const [rel] = Object.keys(_embedded);
  return `{"_links":${JSON.stringify(_links)},"_embedded":{"${rel}":[${items}]},${JSON.stringify(numbers).slice(1)}`;
}
