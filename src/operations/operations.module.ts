import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { SchedulerModule } from '../scheduler/scheduler.module.js';
import { BacklogRepository } from './backlog.repository.js';
import { HealthController } from './health.controller.js';
import { HealthReportService } from './health-report.service.js';
import { HealthService } from './health.service.js';
import { InstallationLook } from './installation-look.js';
import { LoadController } from './load.controller.js';
import { LoadService } from './load.service.js';
import { MetricsController } from './metrics.controller.js';
import { NodeGauges } from './node-gauges.js';
import { NodeListRepository } from './node-list.repository.js';
import { NodesController } from './nodes.controller.js';
import { NodesService } from './nodes.service.js';

/** What those who run the installation ask: health, metrics, nodes, the load to come. */
@Module({
  imports: [SchedulerModule, ForecastModule, MetricsModule],
  controllers: [HealthController, MetricsController, NodesController, LoadController],
  providers: [
    HealthService,
    HealthReportService,
    InstallationLook,
    BacklogRepository,
    NodeGauges,
    NodesService,
    NodeListRepository,
    LoadService,
  ],
})
export class OperationsModule {}
