import { Module } from '@nestjs/common';
import { AuditRepository } from './audit.repository.js';

/** Who changed what, and when. */
@Module({ providers: [AuditRepository], exports: [AuditRepository] })
export class AuditModule {}
