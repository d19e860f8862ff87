import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module.js';
import { SchedulerModule } from '../scheduler/scheduler.module.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { LoadController } from './load.controller.js';
import { LoadService } from './load.service.js';

@Module({
  imports: [SchedulerModule, ForecastModule],
  controllers: [HealthController, LoadController],
  providers: [HealthService, LoadService],
})
export class OperationsModule {}
