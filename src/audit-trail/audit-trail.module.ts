import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { AuditTrailController } from './audit-trail.controller.js';
import { AuditTrailService } from './audit-trail.service.js';

/** Reads what `audit` recorded: apart from it, since everything that changes something needs that one. */
@Module({
  imports: [AuditModule, DatasetsModule],
  controllers: [AuditTrailController],
  providers: [AuditTrailService],
})
export class AuditTrailModule {}
