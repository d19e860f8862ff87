const MOST = 500;
const LONGEST = 300;

/**
 * Query strings that were found valid, as instances of their class. Clients repeat them, and checking one costs more than
 * most of what else happens in Node for a request. Only for classes whose rules look at nothing but the query.
 */
export class ValidQueries {
  private readonly known = new Map<object, Map<string, object>>();

  /** The key of what Fastify parsed; undefined when it is not worth remembering. */
  static keyOf(query: unknown): string | undefined {
    const key = JSON.stringify(query);
    return key !== undefined && key.length <= LONGEST ? key : undefined;
  }

  /** A new instance each time, so that handlers can't change what others get. */
  get(type: { prototype: object }, key: string): object | undefined {
    const found = this.known.get(type)?.get(key);
    return found && Object.assign(Object.create(type.prototype) as object, found);
  }

  add(type: { prototype: object }, key: string, valid: object): void {
    const ofType = this.known.get(type) ?? new Map<string, object>();
    this.known.set(type, ofType);
    if (ofType.size >= MOST) ofType.clear();
    ofType.set(key, { ...valid });
  }
}
