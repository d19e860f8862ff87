import { Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Listener } from './listener.js';
import { NEWS_PORTION, RUN_CHANNEL, RunEventsRepository } from './run-events.repository.js';
import type { RunEventRow, RunNews } from './run-events.repository.js';
import { WakeTimer } from './wake-timer.js';

/** Somebody who follows one run. */
export interface RunFollower {
  readonly runId: string;
  /** The last event that was delivered. */
  readonly after: number;
  /** False while its client does not keep up. */
  readonly isReady: boolean;
  deliver(events: RunEventRow[]): void;
  /** The run is over, and all of it was delivered. */
  finish(): void;
}

/** How late news are when no notification arrives. */
const POLL_MS = 1_000;

/**
 * Brings the news of runs, wherever they run, to those in this process who follow them: one statement for all of them,
 * when a notification says that there is something, and once a second in any case. At rest while nobody follows.
 */
@Injectable()
export class RunEventsFeed implements OnModuleInit {
  private readonly logger = new Logger('RunEvents');
  private readonly followers = new Set<RunFollower>();
  private readonly timer = new WakeTimer();
  private isRunning = false;

  constructor(
    private readonly repository: RunEventsRepository,
    private readonly listener: Listener,
  ) {}

  onModuleInit(): void {
    this.listener.on({ [RUN_CHANNEL]: (runIds) => this.hear(runIds) });
  }

  follow(follower: RunFollower): void {
    this.followers.add(follower);
    void this.listener.start();
    this.timer.wake();
    if (!this.isRunning) void this.run();
  }

  leave(follower: RunFollower): void {
    this.followers.delete(follower);
    if (this.followers.size === 0) this.timer.wake();
  }

  /** A follower is ready again. */
  wake(): void {
    this.timer.wake();
  }

  private hear(runIds: string): void {
    if (this.followers.size === 0) return;
    const named = runIds === '' ? undefined : new Set(runIds.split(','));
    for (const follower of this.followers) if (!named || named.has(follower.runId)) return this.timer.wake();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.followers.size > 0) await this.timer.sleep((await this.look()) ? 0 : POLL_MS);
    this.isRunning = false;
  }

  /** @returns whether there is more to read at once */
  private async look(): Promise<boolean> {
    const ready = [...this.followers].filter((follower) => follower.isReady);
    const wanted = new Map(ready.map(({ runId, after }) => [`${runId} ${after}`, { runId, after }]));
    if (wanted.size === 0) return false;
    try {
      const news = await this.repository.news([...wanted.values()]);
      const byPosition = new Map(news.map((one) => [`${one.runId} ${one.after}`, one]));
      return ready.map((follower) => this.tell(follower, byPosition)).includes(true);
    } catch (error) {
      this.logger.debug(`news of runs could not be read: ${(error as Error).message}`);
      return false;
    }
  }

  private tell(follower: RunFollower, byPosition: ReadonlyMap<string, RunNews>): boolean {
    const news = byPosition.get(`${follower.runId} ${follower.after}`);
    if (!news || !this.followers.has(follower)) return false;
    const isFull = news.events.length >= NEWS_PORTION;
    if (news.events.length > 0) follower.deliver(news.events);
    if (isFull || !news.ended) return isFull;
    this.leave(follower);
    follower.finish();
    return false;
  }
}
