import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { DriversModule } from '../drivers/drivers.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { JobCreationRules } from './job-creation-rules.js';
import { JobCreationService } from './job-creation.service.js';
import { JobData } from './job-data.js';
import { JobDatasetLinks } from './job-dataset-links.js';
import { JobDatasetsController } from './job-datasets.controller.js';
import { JobDatasetsRepository } from './job-datasets.repository.js';
import { JobDatasetsService } from './job-datasets.service.js';
import { JobEditingService } from './job-editing.service.js';
import { JobListRepository } from './job-list.repository.js';
import { JobPermissions } from './job-permissions.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import { JobStore } from './job-store.js';
import { JobPresenter } from './job.presenter.js';
import { JobsController } from './jobs.controller.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import { SchedulePreviewService } from './schedule-preview.service.js';
import { SchedulesController } from './schedules.controller.js';

@Module({
  imports: [AuthModule, SharingModule, DriversModule, DatasetsModule, LedgerModule],
  controllers: [JobsController, JobDatasetsController, SchedulesController],
  providers: [
    JobsService,
    JobCreationService,
    JobCreationRules,
    JobEditingService,
    JobDatasetsService,
    JobDatasetLinks,
    JobData,
    JobPermissions,
    JobPresenter,
    SchedulePreviewService,
    JobStore,
    JobsRepository,
    JobListRepository,
    JobSchedulesRepository,
    JobDatasetsRepository,
  ],
  exports: [JobsRepository, JobDatasetsRepository],
})
export class JobsModule {}
