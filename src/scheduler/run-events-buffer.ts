import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { RunEvents } from './run-events.js';
import type { NewRunEvent, RunEventsSink } from './run-events.js';
import { RunEventsRepository } from './run-events.repository.js';
import type { WrittenEvent } from './run-events.repository.js';

/** Nothing is written of a run before it is this old: short runs must not pay for being followed. */
const FOLLOWABLE_AFTER_MS = 250;
const MAX_BATCH = 2_000;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** What may wait in memory while the database is slow or away; log lines beyond that are left out. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
const RETRY_MS = 500;
/** An end waits this long for its last events, not longer. */
const LAST_EVENTS_MS = 5_000;
const LAST_WRITE_MS = 2_000;

/**
 * Writes what happens inside the runs of this process in batches that clock themselves, as the finish buffer does: one
 * statement for all runs, and what comes meanwhile makes the next. Its failures never reach a run.
 */
@Injectable()
export class RunEventsBuffer implements RunEventsSink, BeforeApplicationShutdown {
  private readonly logger = new Logger('RunEvents');
  private readonly runs = new Map<string, RunEvents>();
  private readonly young = new Set<RunEvents>();
  private readonly ready = new Set<RunEvents>();
  /** Runs whose followers are to be woken: they have ended. */
  private readonly ended = new Set<string>();
  /** Runs that were taken over: their job may be gone, and then their events go too. */
  private readonly refused = new Set<string>();
  private waitingBytes = 0;
  private timer?: NodeJS.Timeout;
  private flushing?: Promise<void>;
  private stopped = false;

  constructor(private readonly repository: RunEventsRepository) {}

  open(runId: string): RunEvents {
    const events = new RunEvents(runId, this);
    this.runs.set(runId, events);
    return events;
  }

  /** Before the end of the run is written: resolves when its events are, or after 5 s. Undefined: there is nothing to write. */
  close(runId: string): Promise<void> | undefined {
    const events = this.runs.get(runId);
    if (!events) return undefined;
    const before = bytesOf(events.waiting);
    this.young.delete(events);
    events.close(events.isWritten || isFollowable(events));
    this.waitingBytes += bytesOf(events.waiting) - before;
    if (events.waiting.length === 0 && !this.ready.has(events)) return undefined;
    const settled = new Promise<void>((resolve) => {
      const tooLong = setTimeout(resolve, LAST_EVENTS_MS);
      const settle = (): void => {
        clearTimeout(tooLong);
        resolve();
      };
      events.onSettled = settle;
    });
    this.ready.add(events);
    this.kick();
    return settled;
  }

  /** After the end of the run was written, or refused because the run had been taken over. */
  end(runId: string, accepted: boolean): void {
    const events = this.runs.get(runId);
    if (!events) return;
    this.runs.delete(runId);
    this.young.delete(events);
    if (!events.isWritten && !this.ready.has(events)) return;
    (accepted ? this.ended : this.refused).add(runId);
    this.kick();
  }

  hasRoom(bytes: number): boolean {
    return this.waitingBytes + bytes <= MAX_WAITING_BYTES;
  }

  added(events: RunEvents, event: NewRunEvent): void {
    this.waitingBytes += event.bytes;
    if (this.ready.has(events)) return;
    if (isFollowable(events)) {
      this.young.delete(events);
      this.ready.add(events);
      this.kick();
    } else {
      this.young.add(events);
      this.timer ??= setTimeout(() => this.grow(), FOLLOWABLE_AFTER_MS);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.race([this.flushing, pause(LAST_WRITE_MS, undefined, { ref: false })]);
  }

  /** Runs that are old enough by now. */
  private grow(): void {
    this.timer = undefined;
    const nowMs = performance.now();
    for (const events of this.young) {
      if (!isFollowable(events, nowMs)) continue;
      this.young.delete(events);
      this.ready.add(events);
    }
    if (this.young.size > 0) this.timer = setTimeout(() => this.grow(), FOLLOWABLE_AFTER_MS / 5);
    this.kick();
  }

  private kick(): void {
    if (this.ready.size + this.ended.size + this.refused.size === 0) return;
    this.flushing ??= this.flush();
  }

  private async flush(): Promise<void> {
    // Lets the events of this turn of the event loop gather.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.ready.size + this.ended.size + this.refused.size > 0) {
      const runs = [...this.ready];
      const ended = [...this.ended];
      const refused = [...this.refused];
      const batch = take(runs);
      if (!(await this.write(batch, ended, refused))) break;
      this.waitingBytes -= bytesOf(batch);
      for (const runId of ended) this.ended.delete(runId);
      for (const runId of refused) this.refused.delete(runId);
      for (const events of runs) this.settle(events);
    }
    // In the same breath as the look at what waits: a kick must not find a flush that is over.
    this.flushing = undefined;
  }

  /** A run that talks without end comes last in the next batch. */
  private settle(events: RunEvents): void {
    this.ready.delete(events);
    if (events.waiting.length > 0) this.ready.add(events);
    else events.onSettled?.();
  }

  /** Repeats until the database has answered. False: the process stops, and the database is away. */
  private async write(batch: WrittenEvent[], ended: string[], refused: string[]): Promise<boolean> {
    for (;;) {
      try {
        await this.repository.write(batch, ended);
        if (refused.length > 0) await this.repository.forgetWithoutRecord(refused);
        return true;
      } catch (error) {
        if (isRefused(error)) {
          this.logger.warn(`${batch.length} event(s) of runs are left out: ${(error as Error).message}`);
          return true;
        }
        this.logger.debug(`${batch.length} event(s) of runs wait for the database: ${(error as Error).message}`);
        if (this.stopped) return false;
        await pause(RETRY_MS, undefined, { ref: false });
      }
    }
  }
}

/** Events of many runs, each run's in order; what does not fit stays with its run. */
function take(runs: RunEvents[]): WrittenEvent[] {
  const batch: WrittenEvent[] = [];
  let bytes = 0;
  for (const events of runs) {
    let count = 0;
    for (const event of events.waiting) {
      if (batch.length >= MAX_BATCH || bytes >= MAX_BATCH_BYTES) break;
      batch.push({ ...event, runId: events.runId });
      bytes += event.bytes;
      count += 1;
    }
    if (count > 0) {
      events.waiting.splice(0, count);
      events.isWritten = true;
    }
  }
  return batch;
}

function isFollowable(events: RunEvents, nowMs = performance.now()): boolean {
  return nowMs - events.openedMs >= FOLLOWABLE_AFTER_MS;
}

function bytesOf(events: readonly NewRunEvent[]): number {
  let bytes = 0;
  for (const event of events) bytes += event.bytes;
  return bytes;
}

/** SQLSTATE classes that no repetition mends: bad data, a constraint, a table that is not there, a limit. */
function isRefused(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(?:22|23|42|54)/.test(code);
}
