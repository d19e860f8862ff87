import { Module } from '@nestjs/common';
import { LedgerRepository } from './ledger.repository.js';
import { PartitionsRepository } from './partitions.repository.js';
import { PartitionsService } from './partitions.service.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';

/** The tables of runs: what waits, what runs, and what became of every due instant. */
@Module({
  providers: [LedgerRepository, PartitionsService, PartitionsRepository, RetentionService, RetentionRepository],
  exports: [LedgerRepository],
})
export class LedgerModule {}
