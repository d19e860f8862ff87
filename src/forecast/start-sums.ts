/** Starts of one worker pool whose runs take about as long, per bucket. */
export interface StartSum {
  /** Null: none of the pools that are told apart. */
  queue: string | null;
  counts: Float64Array;
  jobs: number;
  /** How long their runs take on average; null: not measured yet. */
  meanMs: number | null;
}

/** Starts per bucket, by worker pool and class of duration. */
export class StartSums {
  readonly #sums = new Map<string | null, Map<number | null, StartSum>>();

  constructor(private readonly buckets: number) {}

  /** Counts jobs in, and answers with the sum that their starts belong to. */
  enter({ queue, durationClass, meanMs, jobs }: Omit<StartSum, 'counts'> & { durationClass: number | null }): StartSum {
    let classes = this.#sums.get(queue);
    if (!classes) this.#sums.set(queue, (classes = new Map<number | null, StartSum>()));
    let sum = classes.get(durationClass);
    if (!sum) {
      sum = { queue, counts: new Float64Array(this.buckets), jobs: 0, meanMs: meanMs === null ? null : 0 };
      classes.set(durationClass, sum);
    }
    sum.jobs += jobs;
    if (sum.meanMs !== null && meanMs !== null) sum.meanMs += ((meanMs - sum.meanMs) * jobs) / sum.jobs;
    return sum;
  }

  all(): StartSum[] {
    return [...this.#sums.values()].flatMap((classes) => [...classes.values()]);
  }
}

/** Several sums as one, bucket by bucket. */
export function total(sums: readonly StartSum[], buckets: number): Float64Array {
  const counts = new Float64Array(buckets);
  for (const sum of sums) for (let index = 0; index < buckets; index++) counts[index]! += sum.counts[index]!;
  return counts;
}
