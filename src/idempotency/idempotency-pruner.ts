import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { IdempotencyRepository } from './idempotency.repository.js';

const KEEP_HOURS = 24;

/** Forgets keys a day after they were answered. */
@Injectable()
export class IdempotencyPruner {
  private readonly logger = new Logger('Idempotency');

  constructor(private readonly repository: IdempotencyRepository) {}

  /** Every node does this; they pass over each other's rows. */
  @Cron('41 * * * *', { name: 'idempotency-keys', timeZone: 'UTC', waitForCompletion: true })
  async hourly(): Promise<void> {
    try {
      await this.prune();
    } catch (error) {
      this.logger.warn(`old Idempotency-Keys were not forgotten: ${(error as Error).message}`);
    }
  }

  /** @returns how many were forgotten */
  async prune(): Promise<number> {
    let pruned = 0;
    for (let batch = 1; batch > 0; pruned += batch) batch = await this.repository.prune(KEEP_HOURS);
    return pruned;
  }
}
