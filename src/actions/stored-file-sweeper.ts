import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { StoredFilesRepository } from './stored-files.repository.js';

/** Removes uploaded files that neither an attachment nor a version of a job refers to any more. */
@Injectable()
export class StoredFileSweeper {
  private readonly logger = new Logger(StoredFileSweeper.name);

  constructor(private readonly files: StoredFilesRepository) {}

  /** Every node does this; they pass over each other's files. */
  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async hourly(): Promise<void> {
    try {
      const swept = await this.sweep();
      if (swept > 0) this.logger.log(`swept ${swept} uploaded files that nothing referred to`);
    } catch (error) {
      this.logger.error({ err: error }, 'sweeping uploaded files failed; it is tried again in an hour');
    }
  }

  /** Returns how many were deleted: those that have been without a reference for a day. */
  async sweep(): Promise<number> {
    await this.files.markUnreferenced();
    let swept = 0;
    while (await this.files.sweepOne()) swept += 1;
    return swept;
  }
}
