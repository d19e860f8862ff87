import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DatasetLoadsRepository } from './dataset-loads.repository.js';

/** Removes rows that nobody points to any more: of crashed refreshes, and those that a refresh has replaced. */
@Injectable()
export class DatasetSweeper {
  private readonly logger = new Logger(DatasetSweeper.name);

  constructor(private readonly loads: DatasetLoadsRepository) {}

  /** Every node does this; they pass over each other's rows. */
  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async hourly(): Promise<void> {
    try {
      const swept = await this.sweep();
      if (swept > 0) this.logger.log(`swept ${swept} dataset loads that nothing pointed to`);
    } catch (error) {
      this.logger.error({ err: error }, 'sweeping dataset loads failed; it is tried again in an hour');
    }
  }

  /** One load per transaction, so that none holds its locks for long. Returns how many were deleted. */
  async sweep(): Promise<number> {
    let swept = 0;
    while (await this.loads.sweepOne()) swept += 1;
    return swept;
  }
}
