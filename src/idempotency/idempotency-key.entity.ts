import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A request that must not take effect twice, and the answer it got. */
@Entity('idempotency_keys')
@Index('idempotency_keys_leased_until_idx', ['leasedUntil'])
@ForeignKey('users', ['userId'], ['id'], { name: 'idempotency_keys_user_id_fkey', onDelete: 'CASCADE' })
export class IdempotencyKey {
  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  userId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  key: string;

  /** SHA-256 of method, path and body. */
  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash: Buffer;

  /** The one request that may take effect now: its fencing token. */
  @Column({ type: 'uuid' })
  claim: string;

  /** Until then that request counts as under way; once it is answered, when that was. */
  @Column({ name: 'leased_until', type: 'timestamptz' })
  leasedUntil: Date;

  /** The job or run that came of it, written in the very transaction that made it. */
  @Column({ name: 'effect_id', type: 'uuid', nullable: true })
  effectId: string | null;

  /** Null while the request is under way. */
  @Column({ type: 'jsonb', nullable: true })
  answer: Record<string, unknown> | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;
}
