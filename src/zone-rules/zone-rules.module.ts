import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PlannedJobsRepository } from './planned-jobs.repository.js';
import { Replanner } from './replanner.js';
import { ZoneChangesController } from './zone-changes.controller.js';
import { ZoneChangesRepository } from './zone-changes.repository.js';
import { ZoneChangesService } from './zone-changes.service.js';
import { ZoneFingerprintsRepository } from './zone-fingerprints.repository.js';
import { ZoneRulesService } from './zone-rules.service.js';

/** Re-plans jobs when new tz data changes the rules of their zones. */
@Module({
  imports: [AuditModule],
  controllers: [ZoneChangesController],
  providers: [
    ZoneRulesService,
    Replanner,
    PlannedJobsRepository,
    ZoneFingerprintsRepository,
    ZoneChangesRepository,
    ZoneChangesService,
  ],
})
export class ZoneRulesModule {}
