/** A waiting run that shares limits with others. */
export interface KeyedRun {
  id: string;
  jobId: string;
  /** No other run of its job may be under way. */
  exclusive: boolean;
  keys: string[];
  /** One for each key: so many runs with it may be under way, this one included. */
  limits: number[];
  /** It may be what kills nodes: one at a time. */
  isSuspect: boolean;
}

/** Which of the runs, in their order, find a slot with each of their keys. @returns their ids */
export function runsWithSlots(
  candidates: readonly KeyedRun[],
  { locked, running }: { locked: ReadonlySet<string>; running: ReadonlyMap<string, number> },
): string[] {
  const taken = new Map(running);
  const jobs = new Set<string>();
  const hasSlot = ({ keys, limits }: KeyedRun): boolean =>
    keys.every((key, index) => locked.has(key) && (taken.get(key) ?? 0) < limits[index]!);
  const picked: string[] = [];
  let hasSuspect = false;
  for (const run of candidates) {
    if ((run.exclusive && jobs.has(run.jobId)) || (run.isSuspect && hasSuspect) || !hasSlot(run)) continue;
    for (const key of run.keys) taken.set(key, (taken.get(key) ?? 0) + 1);
    jobs.add(run.jobId);
    hasSuspect ||= run.isSuspect;
    picked.push(run.id);
  }
  return picked;
}
