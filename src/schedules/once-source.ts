import type { OccurrenceSource } from './occurrence-source.js';

/** One occurrence at a given instant; none at all when it is null. */
export class OnceSource implements OccurrenceSource {
  readonly hasFixedWallTimes = false;

  constructor(private readonly atMs: number | null) {}

  get isImpossible(): boolean {
    return this.atMs === null;
  }

  next(afterMs: number): number | null {
    return this.atMs !== null && this.atMs > afterMs ? this.atMs : null;
  }

  nominalWallTimes(): number[] {
    return [];
  }

  droppedWallTimes(): number[] {
    return [];
  }
}
