import { Module } from '@nestjs/common';
import { ComingStartsRepository } from './coming-starts.repository.js';
import { JobDurationsRepository } from './job-durations.repository.js';
import { JobDurationsService } from './job-durations.service.js';
import { LoadForecaster } from './load-forecaster.service.js';
import { SlotForecast } from './slot-forecast.js';
import { StartForecaster } from './start-forecaster.service.js';

/** What is to start, how much will run, where there is room. Reads schedules and the ledger; needed by jobs, so it needs none. */
@Module({
  providers: [
    ComingStartsRepository,
    StartForecaster,
    LoadForecaster,
    SlotForecast,
    JobDurationsRepository,
    JobDurationsService,
  ],
  exports: [LoadForecaster, SlotForecast],
})
export class ForecastModule {}
