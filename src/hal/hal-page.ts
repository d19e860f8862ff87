/** A link of HAL. */
export interface HalLink {
  href: string;
  templated?: boolean;
}

/** One page of a HAL collection. */
export interface HalPage<Item> {
  _links: Record<string, HalLink>;
  _embedded: Record<string, Item[]>;
  start: number;
  count: number;
  total: number;
  /** False when `total` is an estimate. */
  totalExact?: boolean;
}

export interface HalPageInput<Item> {
  /** Relation of the items, such as `inf:job`. */
  rel: string;
  items: Item[];
  start: number;
  limit: number;
  total: number;
  totalExact?: boolean;
  /** Path of the collection, without query. */
  path: string;
  /** Names of query parameters that the templated self link offers, in order. */
  template: string[];
  /** The request's query, kept in next, prev, first and last. */
  query?: Record<string, unknown>;
}

/** Builds a HAL page with a templated `self` and expanded `first`, `prev`, `next`, `last`. */
export function halPage<Item>(input: HalPageInput<Item>): HalPage<Item> {
  const { rel, items, start, limit, total, totalExact, path, template } = input;
  const at = (position: number): HalLink => ({ href: expand(path, { ...input.query, start: position, limit }) });
  const lastStart = total === 0 || limit === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  return {
    _links: {
      self: template.length > 0 ? { href: `${path}{?${template.join(',')}}`, templated: true } : { href: path },
      first: at(0),
      ...(start > 0 ? { prev: at(Math.max(0, start - limit)) } : {}),
      ...(start + items.length < total && limit > 0 ? { next: at(start + limit) } : {}),
      last: at(lastStart),
    },
    _embedded: { [rel]: items },
    start,
    count: items.length,
    total,
    ...(totalExact === false ? { totalExact } : {}),
  };
}

function expand(path: string, query: Record<string, unknown>): string {
  let search = '';
  for (const [name, value] of Object.entries(query))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      search += `${search === '' ? '' : '&'}${encoded(name)}=${encoded(String(value))}`;
  return `${path}?${search}`;
}

const PLAIN = /^[\w.*-]*$/;

/** As forms are encoded. Most values need none of it, and URLSearchParams takes as long as the rest of a page. */
function encoded(text: string): string {
  return PLAIN.test(text) ? text : new URLSearchParams({ '': text }).toString().slice(1);
}
