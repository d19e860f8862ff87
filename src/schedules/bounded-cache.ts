/**
 * A map that forgets what was not used lately: it holds at most `limit` entries, and always the `limit / 2` used last.
 * Two generations instead of a strict order: a hit costs one look-up, and nothing is evicted singly (deleting from the
 * front of a large Map is slow in V8).
 */
export class BoundedCache<K, V extends {}> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  has(key: K): boolean {
    return this.#young.has(key) || this.#old.has(key);
  }

  /** The value of `key`, made by `create` when it is not held. What `create` throws is passed on and not remembered. */
  getOrCreate(key: K, create: (key: K) => V): V {
    const held = this.#young.get(key);
    if (held !== undefined) return held;
    const value = this.#old.get(key) ?? create(key);
    this.#old.delete(key);
    if (this.#young.size >= this.limit / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }
}
