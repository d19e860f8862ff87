import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { DriversModule } from '../drivers/drivers.module.js';
import { ForecastModule } from '../forecast/forecast.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { JobChangeLog } from './job-change-log.js';
import { JobContentRules } from './job-content-rules.js';
import { JobContentPresenter } from './job-content.presenter.js';
import { JobContentRepository } from './job-content.repository.js';
import { JobCreationRules } from './job-creation-rules.js';
import { JobCreationService } from './job-creation.service.js';
import { JobData } from './job-data.js';
import { JobDatasetLinks } from './job-dataset-links.js';
import { JobDatasetReferences } from './job-dataset-references.js';
import { JobDatasetsController } from './job-datasets.controller.js';
import { JobDatasetsRepository } from './job-datasets.repository.js';
import { JobDatasetsService } from './job-datasets.service.js';
import { JobDeletionService } from './job-deletion.service.js';
import { JobEditLock } from './job-edit-lock.js';
import { JobEditingService } from './job-editing.service.js';
import { JobFlatListRepository } from './job-flat-list.repository.js';
import { JobListService } from './job-list.service.js';
import { JobListRepository } from './job-list.repository.js';
import { JobOwnerController } from './job-owner.controller.js';
import { JobOwnerRepository } from './job-owner.repository.js';
import { JobOwnerService } from './job-owner.service.js';
import { JobPartEdits } from './job-part-edits.js';
import { JobPermissions } from './job-permissions.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import { JobStops } from './job-stops.js';
import { JobStopsRepository } from './job-stops.repository.js';
import { JobStore } from './job-store.js';
import { JobVersionsRepository } from './job-versions.repository.js';
import { JobWorkflows } from './job-workflows.js';
import { JobWorkflowsRepository } from './job-workflows.repository.js';
import { JobPresenter } from './job.presenter.js';
import { JobsController } from './jobs.controller.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import { NewJobStore } from './new-job-store.js';
import { NewJobsRepository } from './new-jobs.repository.js';
import { SchedulePreviewService } from './schedule-preview.service.js';
import { SchedulesController } from './schedules.controller.js';

@Module({
  imports: [
    AuditModule,
    AuthModule,
    SharingModule,
    DriversModule,
    DatasetsModule,
    LedgerModule,
    IdempotencyModule,
    ForecastModule,
  ],
  controllers: [JobsController, JobDatasetsController, JobOwnerController, SchedulesController],
  providers: [
    JobsService,
    JobCreationService,
    JobCreationRules,
    JobEditingService,
    JobEditLock,
    JobPartEdits,
    JobDeletionService,
    JobOwnerService,
    JobDatasetsService,
    JobDatasetLinks,
    JobData,
    JobDatasetReferences,
    JobPermissions,
    JobPresenter,
    SchedulePreviewService,
    JobStore,
    NewJobStore,
    NewJobsRepository,
    JobStops,
    JobStopsRepository,
    JobWorkflows,
    JobWorkflowsRepository,
    JobChangeLog,
    JobContentRules,
    JobContentPresenter,
    JobContentRepository,
    JobVersionsRepository,
    JobOwnerRepository,
    JobsRepository,
    JobListService,
    JobListRepository,
    JobFlatListRepository,
    JobSchedulesRepository,
    JobDatasetsRepository,
  ],
  exports: [
    JobsService,
    JobsRepository,
    JobDatasetsRepository,
    JobStore,
    NewJobStore,
    JobChangeLog,
    JobContentRules,
    JobContentPresenter,
    JobContentRepository,
    JobVersionsRepository,
    JobEditLock,
    JobPartEdits,
    JobDeletionService,
    JobData,
    JobDatasetLinks,
    JobPermissions,
    JobSchedulesRepository,
    JobStops,
    JobWorkflows,
  ],
})
export class JobsModule {}
