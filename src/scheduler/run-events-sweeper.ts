import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { RunEventsRepository } from './run-events.repository.js';

/** Removes what only followers of a run needed, once it is long over. Log lines stay as long as the record of the run. */
@Injectable()
export class RunEventsSweeper {
  private readonly logger = new Logger('RunEvents');

  constructor(private readonly repository: RunEventsRepository) {}

  /** Every node does this; they pass over each other's rows. */
  @Cron('41 * * * *', { name: 'run-events', timeZone: 'UTC', waitForCompletion: true })
  async sweep(): Promise<void> {
    try {
      while ((await this.repository.sweepProgress()) > 0);
    } catch (error) {
      this.logger.warn(`steps of ended runs are swept in an hour: ${(error as Error).message}`);
    }
  }
}
