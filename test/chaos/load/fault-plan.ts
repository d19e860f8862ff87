import type { Random } from '../random.js';

/** What is done to a cluster. */
export const FAULTS = {
  kill: 'SIGKILL, then a start',
  terminate: 'SIGTERM, then a start',
  freeze: 'SIGSTOP for longer than the lease, then SIGCONT',
  hiccup: 'SIGSTOP for less than the lease',
  cut: 'one node: connections to PostgreSQL reset and refused',
  cutAll: 'all nodes: connections to PostgreSQL reset and refused',
  swallow: 'one node: connections to PostgreSQL stay open, every byte is swallowed; those stay dead for good',
  swallowAll: 'all nodes: the same',
  restartFast: 'PostgreSQL restarts in order',
  restartImmediate: 'PostgreSQL crashes and recovers',
  stepClock: 'the wall clock of one node jumps by hours',
} as const;
export type FaultKind = keyof typeof FAULTS;

/** A fault at its time. */
export interface PlannedFault {
  atMs: number;
  kind: FaultKind;
  /** Index of the node; what hits all ignores it. */
  node: number;
  /** How long it lasts, or how long the node stays away. */
  forMs: number;
}

const WEIGHTS: Record<FaultKind, number> = {
  kill: 20,
  terminate: 12,
  freeze: 14,
  hiccup: 8,
  cut: 8,
  cutAll: 6,
  swallow: 8,
  swallowAll: 5,
  restartFast: 6,
  restartImmediate: 6,
  stepClock: 7,
};

const LASTS: Record<FaultKind, [least: number, most: number]> = {
  kill: [200, 4_000],
  terminate: [200, 3_000],
  freeze: [5_500, 9_000],
  hiccup: [200, 3_500],
  cut: [200, 9_000],
  cutAll: [200, 8_000],
  swallow: [4_000, 12_000],
  swallowAll: [2_000, 9_000],
  restartFast: [0, 1_000],
  restartImmediate: [0, 1_000],
  stepClock: [0, 0],
};

/** The faults of a run: what, when, to whom; all from the seed. */
export function planFaults(random: Random, plan: { nodes: number; lengthMs: number; everyMs: number }): PlannedFault[] {
  const faults: PlannedFault[] = [];
  for (let atMs = random.between(500, 1_500); atMs < plan.lengthMs; atMs += plan.everyMs * (0.5 + random.next())) {
    const kind = random.weighted(WEIGHTS);
    const [least, most] = LASTS[kind];
    faults.push({
      atMs: Math.round(atMs),
      kind,
      node: random.between(0, plan.nodes - 1),
      forMs: random.between(least, most),
    });
  }
  return faults;
}
