import { DAY_MS, SECOND_MS } from '../calendar.js';
import { offsetProbe } from './offset-probe.js';

/**
 * A stretch of time with one offset: instants `startMs <= t < endMs` show the wall time `t + offsetMs`. A segment may end
 * where the table was cut, without a clock change: the next one then has the same offset.
 */
export interface Segment {
  readonly startMs: number;
  readonly endMs: number;
  readonly offsetMs: number;
}

/** No zone was ever further from UTC than this (Manila, 15:56 west, until 1844). */
export const MAX_OFFSET_MS = 16 * 3_600_000;

const CHUNK_MS = 731 * DAY_MS;
const MAX_CHUNKS = 64;

// Shorter than the shortest spell between two changes that cancel out: Freetown 1939, 3.99 days; since 1970, 6.96 days
// (Brazil 2000, Gaza 2040). A wider step would miss them.
const PROBE_STEP_MS = 6 * DAY_MS;
const PROBE_STEP_BEFORE_1970_MS = 3 * DAY_MS;

const NO_SEGMENT: Segment = { startMs: Infinity, endMs: -Infinity, offsetMs: 0 };

/** The offsets of one zone, looked up in Intl two years at a time when they are first asked for, then kept. */
export class ZoneTable {
  readonly #chunks = new Map<number, Segment[]>();
  #recent = NO_SEGMENT;

  constructor(readonly timezone: string) {}

  /** The segment that holds an instant (epoch ms). */
  segmentAt(instantMs: number): Segment {
    const recent = this.#recent;
    if (instantMs >= recent.startMs && instantMs < recent.endMs) return recent;
    const found = this.#find(instantMs);
    this.#recent = found;
    return found;
  }

  #find(instantMs: number): Segment {
    const segments = this.#chunk(Math.floor(instantMs / CHUNK_MS));
    let index = segments.length - 1;
    while (index > 0 && segments[index]!.startMs > instantMs) index--;
    return segments[index]!;
  }

  #chunk(index: number): Segment[] {
    const held = this.#chunks.get(index);
    if (held) return held;
    const built = probeSegments(this.timezone, index * CHUNK_MS, (index + 1) * CHUNK_MS);
    this.#chunks.set(index, built);
    if (this.#chunks.size > MAX_CHUNKS) {
      const [oldest = index] = this.#chunks.keys();
      this.#chunks.delete(oldest);
    }
    return built;
  }
}

function probeSegments(timezone: string, fromMs: number, toMs: number): Segment[] {
  const offsetAt = offsetProbe(timezone);
  const stepMs = fromMs < 0 ? PROBE_STEP_BEFORE_1970_MS : PROBE_STEP_MS;
  const segments: Segment[] = [];
  let startMs = fromMs;
  let offsetMs = offsetAt(fromMs);
  for (let knownMs = fromMs; knownMs < toMs;) {
    const probeMs = Math.min(knownMs + stepMs, toMs);
    const probed = offsetAt(probeMs);
    // A loop, for there may be two changes within one step.
    while (probed !== offsetMs) {
      const changeMs = firstChange(offsetAt, knownMs, probeMs, offsetMs);
      if (changeMs === toMs) break;
      segments.push({ startMs, endMs: changeMs, offsetMs });
      startMs = knownMs = changeMs;
      offsetMs = offsetAt(changeMs);
    }
    knownMs = probeMs;
  }
  segments.push({ startMs, endMs: toMs, offsetMs });
  return segments;
}

/** The second at which the offset stops being `offsetMs`, which it is at `fromMs` and is not at `toMs`. */
function firstChange(offsetAt: (ms: number) => number, fromMs: number, toMs: number, offsetMs: number): number {
  let low = fromMs;
  let high = toMs;
  while (high - low > SECOND_MS) {
    const middle = low + Math.floor((high - low) / (2 * SECOND_MS)) * SECOND_MS;
    if (offsetAt(middle) === offsetMs) low = middle;
    else high = middle;
  }
  return high;
}
