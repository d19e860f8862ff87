import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that must not take effect twice, and the answer it got. */
@Entity('idempotency_keys')
@Index('idempotency_keys_created_at_idx', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  userId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  key: string;

  /** SHA-256 of method, path and body. */
  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash: Buffer;

  /** Null while the request is under way. */
  @Column({ type: 'jsonb', nullable: true })
  answer: Record<string, unknown> | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;
}
