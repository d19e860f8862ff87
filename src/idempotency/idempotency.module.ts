import { Module } from '@nestjs/common';
import { ClaimLeases } from './claim-leases.js';
import { IdempotencyKeys } from './idempotency-keys.service.js';
import { IdempotencyPruner } from './idempotency-pruner.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/** Requests that may be sent again without harm; see the decorator `@Idempotent()`. */
@Module({
  providers: [IdempotencyKeys, IdempotencyRepository, ClaimLeases, IdempotencyPruner],
  exports: [IdempotencyKeys],
})
export class IdempotencyModule {}
