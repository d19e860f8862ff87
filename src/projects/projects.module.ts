import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MembersController } from './members/members.controller.js';
import { MembersRepository } from './members/members.repository.js';
import { MembersService } from './members/members.service.js';
import { PresentRoles } from './present-roles.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsRepository } from './projects.repository.js';
import { ProjectsService } from './projects.service.js';
import { WorkflowsController } from './workflows/workflows.controller.js';
import { WorkflowsRepository } from './workflows/workflows.repository.js';
import { WorkflowsService } from './workflows/workflows.service.js';

/** Projects, their members and their workflows. */
@Module({
  imports: [AuditModule, AuthModule, JobsModule],
  controllers: [ProjectsController, MembersController, WorkflowsController],
  providers: [
    ProjectsService,
    ProjectsRepository,
    MembersService,
    MembersRepository,
    WorkflowsService,
    WorkflowsRepository,
    PresentRoles,
  ],
  exports: [ProjectsRepository, WorkflowsRepository, MembersRepository],
})
export class ProjectsModule {}
