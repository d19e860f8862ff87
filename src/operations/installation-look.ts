import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { BacklogRepository } from './backlog.repository.js';
import type { Installation, QueueBacklog } from './backlog.repository.js';

/** What the database says of this node's worker pools and of the installation. */
export interface Look extends Installation {
  queues: QueueBacklog[];
  /** How long the database took to answer. */
  tookMs: number;
}

const FRESH_MS = 1_000;

/** One look at the database for all who ask within a second: health and metrics may be asked by anybody, often. */
@Injectable()
export class InstallationLook {
  private last: { atMs: number; look: Promise<Look | undefined> } | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly backlog: BacklogRepository,
    private readonly clock: Clock,
  ) {}

  /** Undefined: the database does not answer. */
  take(): Promise<Look | undefined> {
    const now = this.clock.monotonicMs();
    if (!this.last || now - this.last.atMs >= FRESH_MS) this.last = { atMs: now, look: this.look(now) };
    return this.last.look;
  }

  private async look(sinceMs: number): Promise<Look | undefined> {
    try {
      const [queues, installation] = await Promise.all([
        this.backlog.ofQueues(this.env.NODE_QUEUES),
        this.backlog.installation(),
      ]);
      return { queues, ...installation, tookMs: this.clock.monotonicMs() - sinceMs };
    } catch {
      return undefined;
    }
  }
}
