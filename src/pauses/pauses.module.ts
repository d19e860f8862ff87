import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { JobPauseController } from './job-pause.controller.js';
import { JobPauseService } from './job-pause.service.js';
import { SchedulerPauseController } from './scheduler-pause.controller.js';
import { SchedulerPauseRepository } from './scheduler-pause.repository.js';
import { SchedulerPauseService } from './scheduler-pause.service.js';

/** What makes jobs wait: pauses of one job, and of the whole scheduler. */
@Module({
  imports: [AuthModule, SharingModule, AuditModule, JobsModule],
  controllers: [JobPauseController, SchedulerPauseController],
  providers: [JobPauseService, SchedulerPauseService, SchedulerPauseRepository],
  exports: [JobPauseService],
})
export class PausesModule {}
