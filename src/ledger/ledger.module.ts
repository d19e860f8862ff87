import { Module } from '@nestjs/common';
import { LedgerRepository } from './ledger.repository.js';
import { PartitionsService } from './partitions.service.js';

/** The tables of runs: what waits, what runs, and what became of every due instant. */
@Module({ providers: [LedgerRepository, PartitionsService], exports: [LedgerRepository] })
export class LedgerModule {}
