import type { Keeper } from './keeper.js';

/** What a guard needs. */
export interface GuardOptions {
  /** Starts the server, or joins it if somebody else was faster. @throws when it can't be had */
  revive: () => Promise<{ keeper: Keeper; port: number }>;
  port: number;
  log: (message: string) => void;
  /** The server can't be had any more at the place where this process looks for it. */
  onLost?: (reason: Error) => void;
}

/**
 * Watches the embedded server through the keeper's connection, and brings it back when it dies under this process: nobody
 * else looks after it. Several nodes may do so at once; PostgreSQL's own lock lets one server live.
 */
export class Guard {
  private isOver = false;
  private reviving: Promise<void> = Promise.resolve();

  constructor(
    private current: Keeper,
    private readonly options: GuardOptions,
  ) {
    if (options.onLost) this.watch(current);
  }

  /** Watches no longer. @returns the connection as it is now */
  async end(): Promise<Keeper> {
    this.isOver = true;
    await this.reviving;
    return this.current;
  }

  private watch(keeper: Keeper): void {
    keeper.once('end', () => {
      if (!this.isOver) this.reviving = this.bringBack();
    });
  }

  private async bringBack(): Promise<void> {
    const { revive, port, log, onLost } = this.options;
    try {
      log('The connection to the embedded PostgreSQL has ended: it is joined, or started, again');
      const { keeper, port: newPort } = await revive();
      keeper.unref();
      this.current = keeper;
      if (newPort !== port)
        throw new Error(
          `The embedded PostgreSQL died, and came back on port ${newPort}, since ${port} was taken meanwhile: start again.`,
        );
      this.watch(keeper);
    } catch (error) {
      if (!this.isOver) onLost?.(error as Error);
    }
  }
}
