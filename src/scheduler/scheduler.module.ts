import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { DriversModule } from '../drivers/drivers.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { PausesModule } from '../pauses/pauses.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { ActiveRunsRepository } from './active-runs.repository.js';
import { AllRunsController } from './all-runs.controller.js';
import { AllRunsRepository } from './all-runs.repository.js';
import { AllRunsService } from './all-runs.service.js';
import { BackfillController } from './backfill.controller.js';
import { BackfillRepository } from './backfill.repository.js';
import { BackfillService } from './backfill.service.js';
import { ClaimRepository } from './claim.repository.js';
import { Claimer } from './claimer.js';
import { FailurePauses } from './failure-pauses.js';
import { FinishBuffer } from './finish-buffer.js';
import { FinishRepository } from './finish.repository.js';
import { HistoryController } from './history.controller.js';
import { HistoryRepository } from './history.repository.js';
import { HistoryService } from './history.service.js';
import { JobStatsController } from './job-stats.controller.js';
import { JobStatsRepository } from './job-stats.repository.js';
import { JobStatsService } from './job-stats.service.js';
import { Listener } from './listener.js';
import { ManualRunsRepository } from './manual-runs.repository.js';
import { ManualRunsService } from './manual-runs.service.js';
import { NodeService } from './node.service.js';
import { NodesRepository } from './nodes.repository.js';
import { OccurrencesController } from './occurrences.controller.js';
import { OccurrencesRepository } from './occurrences.repository.js';
import { OccurrencesService } from './occurrences.service.js';
import { OverdueAlerts } from './overdue-alerts.js';
import { OverdueRepository } from './overdue.repository.js';
import { OverdueService } from './overdue.service.js';
import { Reconciler } from './reconciler.js';
import { RescueRepository } from './rescue.repository.js';
import { RunAdmission } from './run-admission.js';
import { RunActionFiles } from './run-action-files.js';
import { RunActions } from './run-actions.js';
import { RunContexts } from './run-contexts.js';
import { RunDatasets } from './run-datasets.js';
import { RunEventsAccess } from './run-events-access.js';
import { RunEventsBuffer } from './run-events-buffer.js';
import { RunEventsFeed } from './run-events-feed.js';
import { RunEventsStreams } from './run-events-streams.js';
import { RunEventsSweeper } from './run-events-sweeper.js';
import { RunEventsController } from './run-events.controller.js';
import { RunEventsRepository } from './run-events.repository.js';
import { RunExecutor } from './run-executor.js';
import { RunJobsRepository } from './run-jobs.repository.js';
import { RunLogService } from './run-log.service.js';
import { RunRegistry } from './run-registry.js';
import { RunReports } from './run-reports.js';
import { Runner } from './runner.js';
import { RunsController } from './runs.controller.js';
import { SchedulerParts } from './scheduler-parts.js';
import { SchedulerService } from './scheduler.service.js';
import { WaitingClaimRepository } from './waiting-claim.repository.js';
import { WaitingRunsRepository } from './waiting-runs.repository.js';

/** Claims what is due, runs drivers, keeps the ledger. */
@Module({
  imports: [
    AuditModule,
    AuthModule,
    SharingModule,
    DriversModule,
    DatasetsModule,
    JobsModule,
    LedgerModule,
    IdempotencyModule,
    ActionsModule,
    PausesModule,
    MetricsModule,
    TracingModule,
  ],
  controllers: [
    RunsController,
    BackfillController,
    HistoryController,
    RunEventsController,
    AllRunsController,
    JobStatsController,
    OccurrencesController,
  ],
  providers: [
    SchedulerService,
    SchedulerParts,
    Claimer,
    ClaimRepository,
    WaitingClaimRepository,
    WaitingRunsRepository,
    Runner,
    RunExecutor,
    RunActions,
    RunActionFiles,
    RunContexts,
    RunAdmission,
    BackfillService,
    BackfillRepository,
    RunRegistry,
    RunReports,
    RunEventsBuffer,
    RunEventsRepository,
    RunEventsFeed,
    RunEventsAccess,
    RunEventsStreams,
    RunEventsSweeper,
    RunLogService,
    AllRunsService,
    AllRunsRepository,
    JobStatsService,
    JobStatsRepository,
    RunDatasets,
    RunJobsRepository,
    FailurePauses,
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
    OccurrencesService,
    OccurrencesRepository,
    OverdueService,
    OverdueAlerts,
    OverdueRepository,
  ],
  exports: [SchedulerService],
})
export class SchedulerModule {}
