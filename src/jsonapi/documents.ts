import type { Page } from './paging.js';

/** A thing in a JSON:API document. */
export interface Resource {
  type: 'jobs' | 'projects' | 'workflows';
  id: string;
  attributes: Record<string, unknown>;
  relationships: Record<string, { data: { type: string; id: string } | null }>;
  links: { self: string };
}

export interface ResourceDocument {
  data: Resource;
  included: [];
  links: { self: string };
}

export interface CollectionDocument {
  data: Resource[];
  included: [];
  links: { self: string; first: string; last: string; next: string | null; prev: string | null };
  meta: { total_entries: number; total_pages: number; page_number: number; page_size: number };
}

/** One thing. */
export function resourceDocument(data: Resource): ResourceDocument {
  return { data, included: [], links: { self: data.links.self } };
}

/** A page of things. @param url absolute, of the request; all its other query parameters are kept in the links */
export function collectionDocument(data: Resource[], page: Page, url: URL): CollectionDocument {
  const at = (number: number): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    target.searchParams.set('page_size', String(page.size));
    return target.href;
  };
  return {
    data,
    included: [],
    links: {
      self: at(page.number),
      first: at(1),
      last: at(page.totalPages),
      next: page.number < page.totalPages ? at(page.number + 1) : null,
      prev: page.number > 1 ? at(page.number - 1) : null,
    },
    meta: {
      total_entries: page.totalEntries,
      total_pages: page.totalPages,
      page_number: page.number,
      page_size: page.size,
    },
  };
}
