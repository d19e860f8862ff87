import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A person or a machine account. Its display name is the principal's. */
@Entity('users')
@ForeignKey('principals', ['id'], ['id'], { name: 'users_id_fkey', onDelete: 'CASCADE' })
export class User {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'users_pkey' })
  id: string;

  @Column({ type: 'text', nullable: true })
  email: string | null;

  @Column({ type: 'text', nullable: true })
  timezone: string | null;

  /** `local`, or the `iss` whose tokens may speak for this user. */
  @Column({ type: 'text', default: 'local' })
  issuer: string;

  @Column({ type: 'boolean', default: false })
  superuser: boolean;

  @Column({ type: 'text', array: true, default: '{}' })
  permissions: string[];

  /** What the last token claimed, beside what people granted above: the next token replaces it, people's grants stay. */
  @Column({ name: 'claimed_superuser', type: 'boolean', default: false })
  claimedSuperuser: boolean;

  @Column({ name: 'claimed_permissions', type: 'text', array: true, default: '{}' })
  claimedPermissions: string[];

  /** Fingerprint of the claims that were recorded last; a token with the same claims writes nothing. */
  @Column({ name: 'claims_hash', type: 'text', nullable: true })
  claimsHash: string | null;

  /** When the token was made (`iat`) whose claims those are: claims of an older one are not recorded any more. */
  @Column({ name: 'claims_iat', type: 'timestamptz', nullable: true })
  claimsIat: Date | null;

  /** argon2id, PHC string; null for users who never log in here. */
  @Column({ name: 'password_hash', type: 'text', nullable: true, select: false })
  passwordHash: string | null;

  /** Tokens issued before this instant are refused (password change, deactivation). */
  @Column({ name: 'tokens_valid_from', type: 'timestamptz', nullable: true })
  tokensValidFrom: Date | null;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt: Date;
}
