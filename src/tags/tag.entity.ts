import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A word that jobs can be found by; one for the whole installation. */
@Entity('tags')
@Index('tags_key_key', ['key'], { unique: true })
@Index('tags_created_by_idx', ['createdBy'])
@ForeignKey('users', ['createdBy'], ['id'], { name: 'tags_created_by_fkey', onDelete: 'SET NULL' })
export class Tag {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'tags_pkey' })
  id: string;

  /** As whoever made it wrote it. */
  @Column({ type: 'text', collation: 'und-x-icu' })
  name: string;

  /** The name without regard to case: two tags can't differ in case only. */
  @Column({ type: 'text' })
  key: string;

  @Column({ name: 'created_by', type: 'text', nullable: true })
  createdBy: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;
}
