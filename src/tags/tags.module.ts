import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { JobTagsController } from './job-tags.controller.js';
import { JobTagsRepository } from './job-tags.repository.js';
import { JobTagsService } from './job-tags.service.js';
import { TagsController } from './tags.controller.js';
import { TagsRepository } from './tags.repository.js';
import { TagsService } from './tags.service.js';

/** Words that jobs can be found by; the list of jobs filters by them. */
@Module({
  imports: [AuditModule, SharingModule],
  controllers: [TagsController, JobTagsController],
  providers: [TagsService, TagsRepository, JobTagsService, JobTagsRepository],
})
export class TagsModule {}
