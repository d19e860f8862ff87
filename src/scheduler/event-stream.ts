import { Readable } from 'node:stream';

/** What a stream says to whoever made it. */
export interface EventStreamEvents {
  /** The client has caught up after it had fallen behind. */
  onReady: () => void;
  /** The stream is over, by whomever; called once. */
  onClosed: () => void;
}

/** One event of a stream; `data` is sent as JSON. */
export interface SentEvent {
  id?: string;
  event: string;
  data: unknown;
}

const MAX_BUFFERED_BYTES = 64 * 1024;
/** How long a client gets to read what is left. */
const LAST_READ_MS = 30_000;

/** Server-Sent Events to one client, as the body of an answer. */
export class EventStream extends Readable {
  /** Since when the client has not kept up, on the clock of `performance`; undefined while it does. */
  behindSinceMs?: number;
  private isEnded = false;

  constructor(private readonly events: EventStreamEvents) {
    super({ highWaterMark: MAX_BUFFERED_BYTES });
    this.once('close', () => events.onClosed());
  }

  /** Events may be sent all the same, but they pile up here while this is false. */
  get isReady(): boolean {
    return this.behindSinceMs === undefined;
  }

  send({ id, event, data }: SentEvent): void {
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    this.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A line that clients pass over: it keeps the connection open, or says to people what is the matter. */
  comment(text: string): void {
    this.write(`: ${text}\n\n`);
  }

  /** Nothing more comes; a client that has not read the rest by then is cut off. */
  end(graceMs = LAST_READ_MS): void {
    if (!this.isEnded) this.push(null);
    this.isEnded = true;
    const timer = setTimeout(() => this.destroy(), graceMs);
    timer.unref();
    this.once('close', () => clearTimeout(timer));
  }

  override _read(): void {
    if (this.behindSinceMs === undefined) return;
    this.behindSinceMs = undefined;
    this.events.onReady();
  }

  private write(text: string): void {
    if (this.isEnded || this.destroyed) return;
    if (!this.push(text)) this.behindSinceMs ??= performance.now();
  }
}
