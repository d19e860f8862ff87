/** A minute in which a job is to start, and what else does. */
export interface CrowdedSlot {
  /** The minute's first instant, epoch ms. */
  minuteMs: number;
  /** How many others start in the minute so many minutes later (earlier: negative); undefined where nothing is known. */
  startsAt: (minutesLater: number) => number | undefined;
  /** Until the job's next occurrence; null: there is none. */
  periodMs: number | null;
}

/** From so many other starts in one minute on there is a hint. */
export const CROWDED = 50;

const REACH_MINUTES = 15;
const LONGEST_JITTER_MS = 600_000;
const MINUTE_MS = 60_000;

/** Advice for a job that starts in a crowded minute; undefined when it is not crowded, or its neighbours are as crowded. */
export function slotHint({ minuteMs, startsAt, periodMs }: CrowdedSlot): string | undefined {
  const others = startsAt(0) ?? 0;
  if (others < CROWDED || (periodMs !== null && periodMs <= MINUTE_MS)) return undefined;
  const quieter = quieterMinute(startsAt, others);
  if (quieter === undefined) return undefined;
  const jitterMs = Math.min(LONGEST_JITTER_MS, Math.floor((periodMs ?? Infinity) / 2));
  const count = startsAt(quieter)!;
  return (
    `About ${others} other jobs start in the same minute (${minuteText(minuteMs)}). Set jitterMs, say to ${jitterMs}, to let ` +
    `this one start at a moment of its own, or start it at ${minuteText(minuteMs + quieter * MINUTE_MS)}, when ` +
    `${count === 0 ? 'none does' : `${count} ${count === 1 ? 'does' : 'do'}`}.`
  );
}

/** The nearest minute with at most a quarter of the starts. */
function quieterMinute(startsAt: CrowdedSlot['startsAt'], others: number): number | undefined {
  for (let distance = 1; distance <= REACH_MINUTES; distance++)
    for (const minutes of [distance, -distance]) {
      const starts = startsAt(minutes);
      if (starts !== undefined && starts <= others / 4) return minutes;
    }
  return undefined;
}

/** `2026-03-29T09:00Z` */
function minuteText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}Z`;
}
