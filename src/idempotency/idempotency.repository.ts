import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** A key while one request holds it. `id` is the fencing token: of two requests that think they hold it, one is right. */
export interface Claim {
  id: string;
  userId: string;
  key: string;
}

/** The answer of a request, as it is repeated. `body` is JSON text. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

/** A key that somebody else holds, or that is answered. */
export interface KnownKey {
  requestHash: Buffer;
  answer: StoredAnswer | null;
  ageSeconds: number;
}

const HELD = 'user_id = $1 AND key = $2 AND claim = $3';
const held = (claim: Claim): string[] => [claim.userId, claim.key, claim.id];

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Takes the key, if nobody has it or if the one who had it is gone without an answer. Waits for a transaction that is
   * about to note its effect. @returns what came of the key before; undefined when the key can't be had
   */
  claim(claim: Claim, requestHash: Buffer, leaseMs: number): Promise<{ effectId: string | null } | undefined> {
    return this.sql.first<{ effectId: string | null }>({
      name: 'idempotency.claim',
      text: `
        INSERT INTO idempotency_keys AS k (user_id, key, claim, request_hash, leased_until)
        VALUES ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond')
        ON CONFLICT (user_id, key) DO UPDATE SET claim = excluded.claim, leased_until = excluded.leased_until
        WHERE k.answer IS NULL AND k.request_hash = excluded.request_hash AND k.leased_until <= clock_timestamp()
        RETURNING effect_id AS "effectId"`,
      values: [...held(claim), requestHash, leaseMs],
    });
  }

  find(userId: string, key: string): Promise<KnownKey | undefined> {
    return this.sql.first<KnownKey & Record<string, unknown>>({
      name: 'idempotency.find',
      text: `
        SELECT request_hash AS "requestHash", answer, extract(epoch FROM clock_timestamp() - created_at)::float8 AS "ageSeconds"
        FROM idempotency_keys WHERE user_id = $1 AND key = $2`,
      values: [userId, key],
    });
  }

  /** In the transaction of the effect. False: another request has the key now, so this one must not take effect. */
  async noteEffect(session: SqlSession, claim: Claim, effectId: string): Promise<boolean> {
    const text = `UPDATE idempotency_keys SET effect_id = $4 WHERE ${HELD} AND effect_id IS NULL`;
    return (await session.execute({ text, values: [...held(claim), effectId] })) > 0;
  }

  /** Keeps the answer for whoever asks again. */
  async answer(claim: Claim, answer: StoredAnswer): Promise<void> {
    await this.sql.execute({
      name: 'idempotency.answer',
      text: `UPDATE idempotency_keys SET answer = $4, leased_until = clock_timestamp() WHERE ${HELD}`,
      values: [...held(claim), JSON.stringify(answer)],
    });
  }

  /** Nothing came of it: the key is free again. Something did: whoever asks next may answer at once. */
  async abandon(claim: Claim): Promise<void> {
    await this.sql.execute({
      name: 'idempotency.abandon',
      text: `
        WITH freed AS (DELETE FROM idempotency_keys WHERE ${HELD} AND effect_id IS NULL)
        UPDATE idempotency_keys SET leased_until = clock_timestamp() WHERE ${HELD} AND effect_id IS NOT NULL`,
      values: held(claim),
    });
  }

  /** Sign of life of the requests that hold keys. */
  async renew(claims: readonly Claim[], leaseMs: number): Promise<void> {
    await this.sql.execute({
      name: 'idempotency.renew',
      text: `
        UPDATE idempotency_keys k SET leased_until = clock_timestamp() + $4 * interval '1 millisecond'
        FROM unnest($1::text[], $2::text[], $3::uuid[]) AS h (user_id, key, claim)
        WHERE k.user_id = h.user_id AND k.key = h.key AND k.claim = h.claim AND k.answer IS NULL`,
      values: [claims.map((c) => c.userId), claims.map((c) => c.key), claims.map((c) => c.id), leaseMs],
    });
  }

  /** A thousand keys at a time; nodes that do this at once pass over each other's rows. @returns how many */
  prune(keepHours: number): Promise<number> {
    return this.sql.execute({
      text: `
        DELETE FROM idempotency_keys WHERE (user_id, key) IN (
          SELECT user_id, key FROM idempotency_keys WHERE leased_until < clock_timestamp() - $1 * interval '1 hour'
          ORDER BY leased_until LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
      values: [keepHours],
    });
  }
}
