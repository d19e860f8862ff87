import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { JobDurationsRepository } from './job-durations.repository.js';

/** What ended lately, and once a day what took long: a run counts by its occurrence, so one of ten hours needs a longer look. */
const HOURS = 2;
const DAILY_HOURS = 48;

/** Keeps the measured durations of jobs up to date, for forecasts. */
@Injectable()
export class JobDurationsService {
  private readonly logger = new Logger('Forecast');

  constructor(private readonly repository: JobDurationsRepository) {}

  @Cron('23 1-23 * * *', { name: 'job-durations', timeZone: 'UTC', waitForCompletion: true })
  hourly(): Promise<void> {
    return this.quietly(() => this.repository.measure(HOURS));
  }

  @Cron('23 0 * * *', { name: 'job-durations-daily', timeZone: 'UTC', waitForCompletion: true })
  daily(): Promise<void> {
    return this.quietly(async () => {
      await this.repository.measure(DAILY_HOURS);
      await this.repository.prune();
    });
  }

  private async quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(`durations were not measured, the next hour tries again: ${(error as Error).message}`);
    }
  }
}
