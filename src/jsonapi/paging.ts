const DEFAULT_SIZE = 10;
const MOST = 100;

/** A page as asked for. */
export interface PageWish {
  number: number;
  size: number;
}

/** A page as answered: one past the end gives the last. */
export interface Page extends PageWish {
  totalEntries: number;
  totalPages: number;
  offset: number;
}

/** Reads `page` and `page_size` leniently: a leading integer counts (`2abc` is 2), all else falls back to the default. */
export function readPage(query: { page?: unknown; page_size?: unknown }): PageWish {
  return { number: positive(query.page) ?? 1, size: Math.min(positive(query.page_size) ?? DEFAULT_SIZE, MOST) };
}

/** The page that there is. */
export function pageWithin({ number, size }: PageWish, totalEntries: number): Page {
  const totalPages = Math.max(1, Math.ceil(totalEntries / size));
  const within = Math.min(number, totalPages);
  return { number: within, size, totalEntries, totalPages, offset: (within - 1) * size };
}

function positive(value: unknown): number | undefined {
  const [digits] = typeof value === 'string' ? (/^\s*\+?\d+/.exec(value) ?? []) : [];
  const number = digits === undefined ? 0 : Number(digits);
  return number > 0 ? Math.min(number, Number.MAX_SAFE_INTEGER) : undefined;
}
