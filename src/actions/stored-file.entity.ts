import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * An uploaded file; it never changes. Attachments refer to it by foreign key, versions of jobs by a `fileId` in their
 * content; copies share it.
 */
@Entity('stored_files')
@Index('stored_files_unreferenced_since_idx', ['unreferencedSince'], { where: 'unreferenced_since IS NOT NULL' })
export class StoredFile {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'stored_files_pkey' })
  id: string;

  /** As whoever uploaded it said. */
  @Column({ name: 'content_type', type: 'text' })
  contentType: string;

  @Column({ type: 'bigint' })
  bytes: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;

  /** When a sweep first found that nothing refers to it; null: something does, or no sweep has looked. */
  @Column({ name: 'unreferenced_since', type: 'timestamptz', nullable: true })
  unreferencedSince: Date | null;
}
