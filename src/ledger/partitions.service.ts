import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { patiently } from './patiently.js';
import { PartitionsRepository } from './partitions.repository.js';

const DAYS_AHEAD = 7;

/** Prepares the ledger's partitions, one a day (UTC), ahead of time. Without them rows go to the default partition. */
@Injectable()
export class PartitionsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Ledger');

  constructor(private readonly partitions: PartitionsRepository) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.prepare();
  }

  /** On every node; they take turns. What fails is tried again in an hour: rows have the default partition until then. */
  @Cron('17 * * * *', { name: 'ledger-partitions', timeZone: 'UTC', waitForCompletion: true })
  async prepare(): Promise<void> {
    try {
      for (const day of await this.partitions.missing(DAYS_AHEAD))
        if (!(await patiently(() => this.partitions.add(day))))
          this.logger.warn(`${day.name} is not made: too many rows of that day lie in the default partition already`);
    } catch (error) {
      this.logger.warn(`partitions were not prepared: ${(error as Error).message}`);
    }
  }
}
