import { eventually } from './eventually.js';

/** An event as a client of Server-Sent Events reads it. */
export interface ReceivedEvent {
  id: string | undefined;
  event: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into what comes
  data: any;
}

/** A client that follows a stream over real HTTP. */
export class EventStreamClient {
  readonly events: ReceivedEvent[] = [];
  readonly comments: string[] = [];
  /** Resolves when the server has closed the stream, or the client has. */
  readonly closed: Promise<void>;
  private readonly going = new AbortController();

  private constructor(
    readonly response: Response,
    going: AbortController,
  ) {
    this.going = going;
    this.closed = this.read().catch(() => undefined);
  }

  static async open(url: string, token: string, headers: Record<string, string> = {}): Promise<EventStreamClient> {
    const going = new AbortController();
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream', ...headers },
      signal: going.signal,
    });
    return new EventStreamClient(response, going);
  }

  of(event: string): ReceivedEvent[] {
    return this.events.filter((one) => one.event === event);
  }

  /** The first event of this kind, once it is there. */
  first(event: string): Promise<ReceivedEvent> {
    return eventually(
      () => {
        const [found] = this.of(event);
        if (!found) throw new Error(`no ${event} yet: ${JSON.stringify(this.events)} ${this.comments.join('; ')}`);
        return found;
      },
      { timeoutMs: 30_000 },
    );
  }

  abort(): void {
    this.going.abort();
  }

  private async read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    if (block.startsWith(':')) return void this.comments.push(block.slice(2));
    const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    this.events.push({ id: field('id'), event: field('event') ?? '', data: JSON.parse(field('data') ?? 'null') });
  }
}
