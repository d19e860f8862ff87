import { compileSchedule } from '../../../src/schedules/schedule.js';
import type { Schedule } from '../../../src/schedules/schedule.js';
import type { Deed } from '../load/deeds.js';
import { numberInMark } from '../load/deeds.js';
import type { VersionContent } from '../evidence/evidence.js';
import type { JobFile } from './case-file.js';

/** When an edit took effect: not before `fromMs`, not after `toMs`. */
interface Moment {
  fromMs: number;
  toMs: number;
}

/** The instants of a job, as the pure schedules say for every state that it had. */
export interface Predicted {
  /** Whatever the moment of each edit was, these were due. */
  must: Set<number>;
  /** Due or not, depending on when within its request an edit took effect. */
  may: Set<number>;
  /** Of the edits, oldest first; the job's creation is not one. */
  edits: Moment[];
}

/**
 * An edit decides with the database's clock after it has locked the schedule: an instant up to then belongs to the old state,
 * a later one to the new. From outside that moment is known to lie between the request and the saved version.
 */
export function predict(file: JobFile, deeds: Map<number, Deed[]>): Predicted {
  const { job, versions } = file;
  const moments = momentsOf(file, deeds);
  const predicted: Predicted = { must: new Set(), may: new Set(), edits: moments.slice(1) };
  let previous: Schedule | undefined;
  for (const [index, { content }] of versions.entries()) {
    const moment = moments[index]!;
    const untilMs = moments[index + 1]?.fromMs ?? Infinity;
    const schedule = scheduleOf(content, job.createdAt);
    addUncertain(predicted, moment, previous, schedule);
    for (const at of instants(schedule, moment.toMs, untilMs)) predicted.must.add(at);
    previous = schedule;
  }
  return predicted;
}

/** Edits of one job go one after another: none takes effect before the one before it was saved. */
function momentsOf({ job, versions }: JobFile, deeds: Map<number, Deed[]>): Moment[] {
  let beforeMs = job.createdAt.getTime();
  return versions.map(({ content, savedAt }, index): Moment => {
    if (index === 0) return { fromMs: beforeMs, toMs: beforeMs };
    const sentMs = deeds.get(numberInMark(content.notes) ?? -1)?.[0]?.sentMs ?? 0;
    const fromMs = Math.max(sentMs, beforeMs);
    beforeMs = savedAt.getTime();
    // What is saved in a millisecond may count an instant in it as past.
    return { fromMs, toMs: beforeMs + 1 };
  });
}

/** In both states: due in any case. In one: perhaps. */
function addUncertain({ must, may }: Predicted, { fromMs, toMs }: Moment, before?: Schedule, after?: Schedule): void {
  const old = new Set(instants(before, fromMs, toMs));
  const fresh = new Set(instants(after, fromMs, toMs));
  for (const at of [...old, ...fresh]) (old.has(at) && fresh.has(at) ? must : may).add(at);
}

function scheduleOf(content: VersionContent, createdAt: Date): Schedule | undefined {
  const { intervalType, interval, timezone, startOn, endOn, enabled } = content;
  if (!enabled || !intervalType) return undefined;
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return compileSchedule({
    intervalType,
    interval,
    timezone,
    startOn: date(startOn),
    endOn: date(endOn),
    anchor: createdAt,
  });
}

/** After `fromMs`, up to and with `toMs`. @throws Error when there is no end to them */
function instants(schedule: Schedule | undefined, fromMs: number, toMs: number): number[] {
  const found: number[] = [];
  for (let at = schedule?.next(fromMs) ?? null; at !== null && at <= toMs; at = schedule?.next(at) ?? null) {
    found.push(at);
    if (found.length > MOST_INSTANTS) throw new Error('a job of the suite was not given an end');
  }
  return found;
}

const MOST_INSTANTS = 100_000;
