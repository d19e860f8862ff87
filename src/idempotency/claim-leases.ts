import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Claim } from './idempotency.repository.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/** A request that gave no sign of life for so long is taken for dead. Its effect can't be doubled even if it is not. */
export const LEASE_MS = 20_000;
const RENEW_EVERY_MS = 5_000;

/** Keeps alive the keys that requests of this process hold, for as long as they take. */
@Injectable()
export class ClaimLeases implements OnApplicationShutdown {
  private readonly logger = new Logger('Idempotency');
  private readonly held = new Set<Claim>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly repository: IdempotencyRepository) {}

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** @returns what ends it */
  keep(claim: Claim): () => void {
    this.held.add(claim);
    this.arm();
    return () => void this.held.delete(claim);
  }

  private arm(): void {
    if (this.timer !== undefined || this.stopped || this.held.size === 0) return;
    this.timer = setTimeout(() => void this.renew(), RENEW_EVERY_MS).unref();
  }

  private async renew(): Promise<void> {
    try {
      if (this.held.size > 0) await this.repository.renew([...this.held], LEASE_MS);
    } catch (error) {
      this.logger.warn(`keys of requests under way were not renewed: ${(error as Error).message}`);
    } finally {
      this.timer = undefined;
      this.arm();
    }
  }
}
