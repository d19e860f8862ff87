import { Injectable, Logger } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LEASE_MS, ClaimLeases } from './claim-leases.js';
import { keyReused, stillUnderWay } from './idempotency.errors.js';
import type { Claim, StoredAnswer } from './idempotency.repository.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import type { SingleEffect } from './single-effect.js';

/** A request with a key. */
export interface KeyedRequest {
  userId: string;
  key: string;
  hash: Buffer;
}

/** Lets a request with a key take effect once. */
@Injectable()
export class IdempotencyKeys {
  private readonly logger = new Logger('Idempotency');

  constructor(
    private readonly repository: IdempotencyRepository,
    private readonly leases: ClaimLeases,
  ) {}

  /**
   * The answer that the key has had, or what `perform` answers now; that is kept if it succeeds. A failure without effect
   * frees the key. @throws DomainError `IDEMPOTENCY_KEY_REUSED` (422), `IDEMPOTENCY_IN_PROGRESS` (409), and what `perform` throws
   */
  async once(
    request: KeyedRequest,
    perform: (effect: SingleEffect) => Promise<StoredAnswer>,
  ): Promise<{ answer: StoredAnswer; repeated: boolean }> {
    const claim: Claim = { id: uuidv7(), userId: request.userId, key: request.key };
    const had = await this.answerOrClaim(claim, request.hash);
    if (had.answer) return { answer: had.answer, repeated: true };
    const release = this.leases.keep(claim);
    try {
      const answer = await perform(this.effectOf(claim, had.effectId));
      await this.keep(claim, answer);
      return { answer, repeated: false };
    } catch (error) {
      await this.abandon(claim);
      throw error;
    } finally {
      release();
    }
  }

  private async answerOrClaim(
    claim: Claim,
    hash: Buffer,
  ): Promise<{ answer: StoredAnswer } | { answer: null; effectId: string | null }> {
    for (;;) {
      const claimed = await this.repository.claim(claim, hash, LEASE_MS);
      if (claimed) return { answer: null, effectId: claimed.effectId };
      const known = await this.repository.find(claim.userId, claim.key);
      // Freed between the two statements: try again.
      if (!known) continue;
      if (!known.requestHash.equals(hash)) throw keyReused(claim.key);
      if (known.answer) return { answer: known.answer };
      throw stillUnderWay(patience(known.ageSeconds));
    }
  }

  private effectOf(claim: Claim, effectId: string | null): SingleEffect {
    return {
      madeBefore: effectId ?? undefined,
      made: async (session, id) => {
        if (!(await this.repository.noteEffect(session, claim, id))) throw stillUnderWay(1);
      },
    };
  }

  /** It has happened, so it is answered, whether or not the answer can be kept: the next request makes it anew. */
  private async keep(claim: Claim, answer: StoredAnswer): Promise<void> {
    await this.repository.answer(claim, answer).catch((error: Error) => {
      this.logger.warn(`the answer to a request with Idempotency-Key was not kept: ${error.message}`);
    });
  }

  private async abandon(claim: Claim): Promise<void> {
    await this.repository.abandon(claim).catch((error: Error) => {
      this.logger.warn(`an Idempotency-Key was not freed, but will be in ${LEASE_MS} ms: ${error.message}`);
    });
  }
}

/** What has taken long will take longer. */
function patience(ageSeconds: number): number {
  return Math.min(60, Math.max(1, Math.ceil(ageSeconds)));
}
