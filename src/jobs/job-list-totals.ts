/** How long a list that was too long to count is taken for such. */
const TTL_MS = 30_000;
const MOST = 1_000;

/**
 * Remembers which lists had more jobs than are counted exactly, and how many were expected: that costs more to find out
 * than a page. The key says whose list it is, so another team or filter is another list. What is remembered is an estimate
 * and told as one; who may see what is never taken from here.
 */
export class LargeTotals {
  private readonly known = new Map<string, { total: number; untilMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  get(key: string): number | undefined {
    const found = this.known.get(key);
    if (!found) return undefined;
    if (found.untilMs > this.nowMs()) return found.total;
    this.known.delete(key);
    return undefined;
  }

  set(key: string, total: number): void {
    this.known.delete(key);
    this.known.set(key, { total, untilMs: this.nowMs() + TTL_MS });
    // A map keeps its order: the oldest comes first.
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) return;
      this.known.delete(oldest);
    }
  }

  forget(key: string): void {
    this.known.delete(key);
  }
}
