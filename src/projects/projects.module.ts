import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { DriversModule } from '../drivers/drivers.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { FileJobContent } from './as-code/file-job-content.js';
import { FileJobs } from './as-code/file-jobs.js';
import { ImportedJobs } from './as-code/imported-jobs.js';
import { ImportedNewJobs } from './as-code/imported-new-jobs.js';
import { ImportedWorkflows } from './as-code/imported-workflows.js';
import { ProjectExportService } from './as-code/project-export.service.js';
import { ProjectFileReader } from './as-code/project-file-reader.js';
import { ProjectFilesController } from './as-code/project-files.controller.js';
import { ProjectFilesRepository } from './as-code/project-files.repository.js';
import { ProjectImportService } from './as-code/project-import.service.js';
import { SecretsApart } from './as-code/secrets-apart.js';
import { YamlReader } from './as-code/yaml-reader.js';
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

/** Projects, their members and their workflows; projects as files. */
@Module({
  imports: [AuditModule, AuthModule, DatasetsModule, DriversModule, JobsModule],
  controllers: [ProjectFilesController, ProjectsController, MembersController, WorkflowsController],
  providers: [
    ProjectsService,
    ProjectsRepository,
    MembersService,
    MembersRepository,
    WorkflowsService,
    WorkflowsRepository,
    PresentRoles,
    ProjectExportService,
    ProjectImportService,
    ProjectFilesRepository,
    ProjectFileReader,
    YamlReader,
    ImportedWorkflows,
    ImportedJobs,
    ImportedNewJobs,
    FileJobContent,
    FileJobs,
    SecretsApart,
  ],
  exports: [ProjectsRepository, WorkflowsRepository, MembersRepository],
})
export class ProjectsModule {}
