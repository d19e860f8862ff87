import { UNSERVED_QUEUE } from '../cluster/cluster.js';
import type { Random } from '../random.js';

/** A job as it is sent to the API. */
export type JobBody = Record<string, unknown>;

/** What all jobs of a run have in common. */
export interface JobPlan {
  /** Nothing falls due after it. */
  endOn: Date;
  /** About how many milliseconds lie between two instants of a job. */
  everyMs: number;
}

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

/**
 * A job of some kind: quick, long, flaky, deaf to aborts, without a journal, or of a type that an older node does not know.
 * It has no schedule yet.
 */
export function planJob(random: Random, number: number, isKiller: boolean): JobBody {
  const kind = isKiller ? 'killer' : random.weighted(KIND_WEIGHTS);
  return {
    name: `chaos ${number}`,
    timezone: random.pick(ZONES),
    ...planPolicies(random),
    ...KINDS[kind](random),
  };
}

const KIND_WEIGHTS = { quick: 40, long: 16, flaky: 14, deaf: 10, noop: 10, new: 5, late: 5 };
type Kind = keyof typeof KIND_WEIGHTS | 'killer';

const KINDS: Record<Kind, (random: Random) => JobBody> = {
  quick: () => ({ type: 'chaos-work', data: { minMs: 0, maxMs: 300 } }),
  long: () => ({ type: 'chaos-work', data: { minMs: 500, maxMs: 6_000 } }),
  flaky: (random) => ({
    type: 'chaos-work',
    data: { maxMs: 500, failRate: 0.4 },
    maxAttempts: random.between(1, 4),
    retryDelayMs: random.between(100, 1_500),
  }),
  deaf: (random) => ({
    type: 'chaos-work',
    data: { minMs: 100, maxMs: 8_000, deaf: true },
    timeoutMs: random.pick([null, 1_000, 3_000]),
  }),
  // Kills its node each time, until the scheduler has had enough.
  killer: () => ({ type: 'chaos-killer', data: { how: 'abort' }, retryLost: true, timeoutMs: null }),
  noop: (random) => ({ type: 'noop', data: { sleepMs: random.between(0, 500) } }),
  new: () => ({ type: 'chaos-new', data: { maxMs: 500 } }),
  // A pool that nobody serves until the end: everything is late, and caught up if it is over a minute.
  late: (random) => ({
    type: 'chaos-work',
    data: { maxMs: 50 },
    queue: UNSERVED_QUEUE,
    catchUp: random.pick(['last', 'all', 'none']),
    catchUpLimit: random.between(1, 4),
  }),
};

/** What makes a job run. */
export function planStart(random: Random, plan: JobPlan): JobBody {
  return { enabled: true, endOn: plan.endOn.toISOString(), ...planSchedule(random, plan) };
}

/** What an edit changes a schedule to. */
export function planSchedule(random: Random, { everyMs }: JobPlan): JobBody {
  const seconds = Math.max(1, Math.round((everyMs / 1_000) * (0.4 + random.next() * 1.2)));
  switch (random.weighted({ cron: 45, wildCron: 15, simple: 35, once: 5 })) {
    case 'cron':
      return { intervalType: 'cron', interval: `${secondsList(random, seconds)} * * * * *`, startOn: null };
    case 'wildCron':
      return { intervalType: 'cron', interval: `*/${Math.min(seconds, 30)} * * * * *`, startOn: null };
    case 'simple':
      return { intervalType: 'simple', interval: `${seconds} seconds`, startOn: null };
    default:
      return planOnceAt(random);
  }
}

/** Runs once, soon. */
export function planOnce(random: Random, plan: JobPlan): JobBody {
  return { enabled: true, endOn: plan.endOn.toISOString(), ...planOnceAt(random) };
}

function planOnceAt(random: Random): JobBody {
  const startOn = new Date(Date.now() + random.between(1, 20) * 1_000);
  return { intervalType: 'once', interval: null, startOn: startOn.toISOString() };
}

/** As many seconds of the minute as make the distance about right. */
function secondsList(random: Random, everySeconds: number): string {
  const count = Math.max(1, Math.round(60 / everySeconds));
  const seconds = new Set(Array.from({ length: count }, () => random.between(0, 59)));
  return [...seconds].sort((one, other) => one - other).join(',');
}

function planPolicies(random: Random): JobBody {
  return {
    overlap: random.weighted({ skip: 40, queue: 25, cancel: 15, allow: 20 }),
    catchUp: random.weighted({ last: 60, all: 25, none: 15 }),
    retryLost: random.chance(0.85),
    ...(random.chance(0.1) ? { timeoutMs: random.between(500, 3_000) } : {}),
    ...(random.chance(0.2) ? { priority: random.between(-5, 5) } : {}),
  };
}
