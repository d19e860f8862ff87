import { Module } from '@nestjs/common';
import { AccessGuard } from './access.guard.js';
import { AccessRepository } from './access.repository.js';

@Module({ providers: [AccessRepository, AccessGuard], exports: [AccessRepository, AccessGuard] })
export class SharingModule {}
