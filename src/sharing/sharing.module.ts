import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { AccessExplanationService } from './access-explanation.service.js';
import { AccessGuard } from './access.guard.js';
import { AccessRepository } from './access.repository.js';
import { GrantsRepository } from './grants.repository.js';
import { DatasetSharesController } from './dataset-shares.controller.js';
import { JobSharesController } from './job-shares.controller.js';
import { NewOwner } from './new-owner.js';
import { PresentAccess } from './present-access.js';
import { SharesService } from './shares.service.js';

/** Who may do what with a job or a dataset. */
@Module({
  imports: [AuthModule, AuditModule],
  controllers: [JobSharesController, DatasetSharesController],
  providers: [
    AccessRepository,
    AccessGuard,
    PresentAccess,
    GrantsRepository,
    NewOwner,
    SharesService,
    AccessExplanationService,
  ],
  exports: [AccessRepository, AccessGuard, PresentAccess, GrantsRepository, NewOwner],
})
export class SharingModule {}
