import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A personal access token; only the SHA-256 of its text is kept. */
@Entity('access_tokens')
@Index('access_tokens_user_id_idx', ['userId'])
@Index('access_tokens_token_hash_key', ['tokenHash'], { unique: true })
@ForeignKey('users', ['userId'], ['id'], { name: 'access_tokens_user_id_fkey', onDelete: 'CASCADE' })
export class AccessToken {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'access_tokens_pkey' })
  id: string;

  @Column({ name: 'user_id', type: 'text' })
  userId: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'token_hash', type: 'bytea', select: false })
  tokenHash: Buffer;

  /** Representation that this token's holder gets where a route has two; null: the installation's default. */
  @Column({ type: 'text', nullable: true })
  representation: 'hal' | 'jsonapi' | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
