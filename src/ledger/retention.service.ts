import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { patiently } from './patiently.js';
import { PartitionsRepository } from './partitions.repository.js';
import type { LedgerDay } from './partitions.repository.js';
import { RetentionRepository } from './retention.repository.js';

/**
 * Keeps the ledger from growing for ever: whole days go by DROP after RETENTION_DAYS, and jobs with `keepRuns` keep their
 * newest records. Every node does this; each step may be done twice, or be broken off, without harm.
 */
@Injectable()
export class RetentionService {
  private readonly logger = new Logger('Ledger');

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly partitions: PartitionsRepository,
    private readonly repository: RetentionRepository,
  ) {}

  @Cron('23 * * * *', { name: 'ledger-retention', timeZone: 'UTC', waitForCompletion: true })
  async prune(): Promise<void> {
    const days = this.env.RETENTION_DAYS;
    try {
      if (days > 0) {
        for (const day of await this.partitions.olderThan(days)) await this.dropDay(day, days);
        while ((await this.repository.pruneDefault(days)) > 0);
      }
      await this.pruneKept();
    } catch (error) {
      this.logger.warn(`old history is pruned in an hour: ${(error as Error).message}`);
    }
  }

  private async dropDay(day: LedgerDay, days: number): Promise<void> {
    if (!(await this.partitions.isOver(day, days))) return;
    let last = await this.repository.forgetEvents(day);
    while (last !== undefined) last = await this.repository.forgetEvents(day, last);
    if (await patiently(() => this.partitions.drop(day, days)))
      this.logger.log(`the history of ${day.from.slice(0, 10)} is removed: it is older than ${days} day(s)`);
  }

  private async pruneKept(): Promise<void> {
    let step = await this.repository.pruneKept();
    while (step.next !== undefined) step = await this.repository.pruneKept(step.next);
  }
}
