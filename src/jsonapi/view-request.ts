import type { Env } from '../config/env.js';

/** A request of this view: query parameters as they came, and the URL that links are made of. */
export interface ViewRequest {
  query: Record<string, unknown>;
  /** Path and query. */
  url: string;
  /** The host that the client named; links lead there unless PUBLIC_URL says otherwise. */
  origin: string;
}

/** What links begin with. */
export function baseOf({ PUBLIC_URL }: Env, { origin }: ViewRequest): string {
  return (PUBLIC_URL ?? origin).replace(/\/$/, '');
}
