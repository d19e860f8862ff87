import type { AccessLevel } from '../sharing/access-level.js';
import { EventStream } from './event-stream.js';
import type { RunEventRow } from './run-events.repository.js';
import type { RunFollower } from './run-events-feed.js';

/** Who follows a run. */
export interface StreamViewer {
  userId: string;
  level: AccessLevel;
}

/** What a stream needs of others. */
export interface RunStreamParts {
  runId: string;
  /** The last event that the client has already. */
  after: number;
  /** What this viewer sees of an event; undefined: nothing. */
  show: (row: RunEventRow, viewer: StreamViewer) => { event: string; data: unknown } | undefined;
  /** The record of the run that has ended; undefined when it was removed. */
  record: (viewer: StreamViewer) => Promise<unknown>;
  /** The viewer as of now; undefined when it may not look any more. Rejects when that can't be found out. */
  lookAgain: () => Promise<StreamViewer | undefined>;
  onReady: () => void;
  onClosed: (stream: RunEventsStream) => void;
}

/** Id of the last event of all: a client that comes back with it has nothing to come for. */
export const END_ID = 'end';

/** How soon a withdrawn right ends a stream. */
const LOOK_AGAIN_MS = 3_000;
const HEARTBEAT_MS = 15_000;
/** A client that reads nothing for this long is given up. */
const MAX_BEHIND_MS = 60_000;

/** One client that follows one run. */
export class RunEventsStream implements RunFollower {
  readonly body: EventStream;
  after: number;
  private readonly timer: NodeJS.Timeout;
  private sentMs = performance.now();
  private isLooking = false;

  constructor(
    private readonly parts: RunStreamParts,
    public viewer: StreamViewer,
  ) {
    this.after = parts.after;
    this.body = new EventStream({
      onReady: parts.onReady,
      onClosed: () => {
        clearInterval(this.timer);
        parts.onClosed(this);
      },
    });
    this.timer = setInterval(() => void this.tick(), LOOK_AGAIN_MS);
    this.timer.unref();
    this.body.comment(`run ${parts.runId}`);
  }

  get runId(): string {
    return this.parts.runId;
  }

  get isReady(): boolean {
    return this.body.isReady;
  }

  deliver(events: RunEventRow[]): void {
    for (const row of events) {
      const shown = this.parts.show(row, this.viewer);
      if (shown) this.body.send({ id: String(row.seq), ...shown });
      this.after = row.seq;
    }
    this.sentMs = performance.now();
  }

  finish(): void {
    void this.sendEnd();
  }

  /** Ends the stream before the run has ended; the comment says why. */
  stop(why: string, graceMs?: number): void {
    this.body.comment(why);
    this.body.end(graceMs);
  }

  private async sendEnd(): Promise<void> {
    try {
      const data = await this.parts.record(this.viewer);
      if (data === undefined) return this.stop('the record of the run was removed');
      this.body.send({ id: END_ID, event: 'end', data });
      this.body.end();
    } catch {
      this.stop('the record of the run could not be read: come back with Last-Event-ID');
    }
  }

  private async tick(): Promise<void> {
    const { behindSinceMs } = this.body;
    if (behindSinceMs !== undefined && performance.now() - behindSinceMs > MAX_BEHIND_MS)
      return void this.body.destroy();
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const viewer = await this.parts.lookAgain();
      if (!viewer) return this.stop('your access to the run has ended');
      this.viewer = viewer;
    } catch {
      // Unknown for now: without the database there is nothing to send, either.
    } finally {
      this.isLooking = false;
    }
    if (this.isReady && performance.now() - this.sentMs >= HEARTBEAT_MS - LOOK_AGAIN_MS / 2) {
      this.body.comment('still running');
      this.sentMs = performance.now();
    }
  }
}
