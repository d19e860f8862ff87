import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { JobCopyController } from './job-copy.controller.js';
import { JobCopyService } from './job-copy.service.js';
import { VersionRestoreService } from './version-restore.service.js';
import { VersionsController } from './versions.controller.js';
import { VersionsService } from './versions.service.js';

/** What jobs were: every saved edit, what it changed, and the way back; and new jobs from old ones. */
@Module({
  imports: [JobsModule],
  controllers: [VersionsController, JobCopyController],
  providers: [VersionsService, VersionRestoreService, JobCopyService],
})
export class VersionsModule {}
