import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { HalProjectsController } from './hal-projects.controller.js';
import { HalProjectsService } from './hal-projects.service.js';
import { JobsViewController } from './jobs-view.controller.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import { JsonapiService } from './jsonapi.service.js';
import { ProjectView } from './project-view.js';
import { ProjectsViewController } from './projects-view.controller.js';

/** The second representation: jobs, projects and workflows as JSON:API. */
@Module({
  imports: [AuthModule, SharingModule],
  controllers: [JobsViewController, ProjectsViewController, HalProjectsController],
  providers: [JsonapiService, JsonapiRepository, ProjectView, HalProjectsService],
})
export class JsonapiModule {}
