import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { DraftCommitService } from './draft-commit.service.js';
import { DraftComparison } from './draft-comparison.js';
import { DraftDiffService } from './draft-diff.service.js';
import { DraftWriter } from './draft-writer.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsRepository } from './drafts.repository.js';
import { DraftsService } from './drafts.service.js';

/** Copies of jobs that one edits and tries out aside, and puts into their place when they are good. */
@Module({
  imports: [JobsModule, SharingModule],
  controllers: [DraftsController],
  providers: [DraftsService, DraftCommitService, DraftDiffService, DraftComparison, DraftWriter, DraftsRepository],
})
export class DraftsModule {}
