/** The two shapes in which this service speaks. */
export type Representation = 'hal' | 'jsonapi';

export const JSONAPI_TYPE = 'application/vnd.api+json';
export const HAL_TYPE = 'application/hal+json';

/** Routes that have two representations, whatever their ids. Members and files of projects have one. */
const TWO_FOLD = /^\/api\/(?:(?:jobs|workflows)(?:\/[^/]+)?|projects(?:\/[^/]+(?:\/jobs(?:\/[^/]+)?)?)?)\/?$/;
const AT_HOME_IN_JSONAPI = /^\/api\/(?:projects|workflows)(?:\/|$)/;
const JSONAPI_PARAMETERS = ['page', 'page_size', 'project_id'];

/** Whether a route has both representations; what changes something has one. @param url of the request, with its query */
export function isTwoFold(method: string, url: string): boolean {
  return (method === 'GET' || method === 'HEAD') && TWO_FOLD.test(pathOf(url));
}

/** What the request itself asks for: by media type first, else by its query or path; undefined when it leaves that open. */
export function askedFor(accept: string | undefined, url: string): Representation | undefined {
  const byType = preferred(accept);
  if (byType) return byType;
  const path = pathOf(url);
  if (AT_HOME_IN_JSONAPI.test(path)) return 'jsonapi';
  if (path.length === url.length) return undefined;
  const query = new URLSearchParams(url.slice(path.length));
  return JSONAPI_PARAMETERS.some((name) => query.has(name)) ? 'jsonapi' : undefined;
}

/** The content type of an answer: what the client named, else the representation's own. */
export function contentTypeOf(representation: Representation, accept: string | undefined): string {
  const own = representation === 'jsonapi' ? JSONAPI_TYPE : HAL_TYPE;
  const types = qualities(accept);
  if (types.has(own)) return own;
  // Clients of HAL have always been answered in plain JSON.
  return representation === 'hal' || types.has('application/json') ? 'application/json; charset=utf-8' : own;
}

function preferred(accept: string | undefined): Representation | undefined {
  const types = qualities(accept);
  const [jsonapi, hal] = [types.get(JSONAPI_TYPE) ?? 0, types.get(HAL_TYPE) ?? 0];
  if (jsonapi === 0 && hal === 0) return undefined;
  return jsonapi >= hal ? 'jsonapi' : 'hal';
}

const read = new Map<string, ReadonlyMap<string, number>>();
const MOST_READ = 100;

/** The same for the same header, which clients do not change: read once. */
function qualities(accept = ''): ReadonlyMap<string, number> {
  let types = read.get(accept);
  if (!types) {
    types = qualitiesIn(accept);
    if (read.size >= MOST_READ) read.clear();
    if (accept.length < 300) read.set(accept, types);
  }
  return types;
}

/** Media types with their quality; those with 0 are refused, and absent. */
function qualitiesIn(accept: string): ReadonlyMap<string, number> {
  const entries = accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const q = parameters.find((text) => text.startsWith('q='));
    return [type, q === undefined ? 1 : Number(q.slice(2)) || 0] as const;
  });
  return new Map(entries.filter(([type, quality]) => type !== '' && quality > 0));
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
