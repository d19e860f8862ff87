import { Module } from '@nestjs/common';
import { DriversModule } from '../drivers/drivers.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { AttachmentContentsController } from './attachment-contents.controller.js';
import { AttachmentContentsService } from './attachment-contents.service.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { AttachmentsService } from './attachments.service.js';
import { JobActionsController } from './job-actions.controller.js';
import { JobActionsRepository } from './job-actions.repository.js';
import { JobActionsService } from './job-actions.service.js';
import { StoredFileSweeper } from './stored-file-sweeper.js';
import { StoredFilesRepository } from './stored-files.repository.js';

/** Steps that follow the driver of a job, and what they send along. */
@Module({
  imports: [DriversModule, JobsModule],
  controllers: [JobActionsController, AttachmentsController, AttachmentContentsController],
  providers: [
    JobActionsService,
    JobActionsRepository,
    AttachmentsService,
    AttachmentsRepository,
    AttachmentContentsService,
    StoredFilesRepository,
    StoredFileSweeper,
  ],
  exports: [StoredFilesRepository],
})
export class ActionsModule {}
