import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { HalProjectsController } from './hal-projects.controller.js';
import { HalProjectsService } from './hal-projects.service.js';
import { JobDocumentsService } from './job-documents.service.js';
import { JobsViewController } from './jobs-view.controller.js';
import { JsonapiJobsRepository } from './jsonapi-jobs.repository.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import { JsonapiService } from './jsonapi.service.js';
import { ProjectView } from './project-view.js';
import { ProjectsViewController } from './projects-view.controller.js';

/** The second representation: jobs, projects and workflows as JSON:API. */
@Module({
  imports: [AuthModule, SharingModule],
  controllers: [JobsViewController, ProjectsViewController, HalProjectsController],
  providers: [
    JsonapiService,
    JobDocumentsService,
    JsonapiRepository,
    JsonapiJobsRepository,
    ProjectView,
    HalProjectsService,
  ],
})
export class JsonapiModule {}
