import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A job as it was after a saved edit, with its dataset links and actions; secrets stay sealed. */
@Entity('job_versions')
@Index('job_versions_files_idx', { synchronize: false })
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'job_versions_job_id_fkey', onDelete: 'CASCADE' })
export class JobVersion {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_versions_pkey' })
  jobId: string;

  /** The job's version counter. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'job_versions_pkey' })
  version: number;

  @Column({ name: 'saved_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  savedAt: Date;

  @Column({ name: 'saved_by', type: 'text', nullable: true })
  savedBy: string | null;

  /** JobContent. */
  @Column({ type: 'jsonb' })
  content: Record<string, unknown>;
}
