import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { DriversModule } from '../drivers/drivers.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { ActiveRunsRepository } from './active-runs.repository.js';
import { ClaimRepository } from './claim.repository.js';
import { Claimer } from './claimer.js';
import { FinishBuffer } from './finish-buffer.js';
import { FinishRepository } from './finish.repository.js';
import { HistoryController } from './history.controller.js';
import { HistoryRepository } from './history.repository.js';
import { HistoryService } from './history.service.js';
import { Listener } from './listener.js';
import { ManualRunsRepository } from './manual-runs.repository.js';
import { ManualRunsService } from './manual-runs.service.js';
import { NodeService } from './node.service.js';
import { NodesRepository } from './nodes.repository.js';
import { Reconciler } from './reconciler.js';
import { RescueRepository } from './rescue.repository.js';
import { RunDatasets } from './run-datasets.js';
import { RunExecutor } from './run-executor.js';
import { RunJobsRepository } from './run-jobs.repository.js';
import { RunRegistry } from './run-registry.js';
import { Runner } from './runner.js';
import { RunsController } from './runs.controller.js';
import { SchedulerParts } from './scheduler-parts.js';
import { SchedulerService } from './scheduler.service.js';
import { WaitingRunsRepository } from './waiting-runs.repository.js';

/** Claims what is due, runs drivers, keeps the ledger. */
@Module({
  imports: [AuthModule, SharingModule, DriversModule, DatasetsModule, JobsModule, LedgerModule],
  controllers: [RunsController, HistoryController],
  providers: [
    SchedulerService,
    SchedulerParts,
    Claimer,
    ClaimRepository,
    WaitingRunsRepository,
    Runner,
    RunExecutor,
    RunRegistry,
    RunDatasets,
    RunJobsRepository,
    FinishBuffer,
    FinishRepository,
    NodeService,
    NodesRepository,
    RescueRepository,
    Reconciler,
    ActiveRunsRepository,
    Listener,
    ManualRunsService,
    ManualRunsRepository,
    HistoryService,
    HistoryRepository,
  ],
  exports: [SchedulerService],
})
export class SchedulerModule {}
