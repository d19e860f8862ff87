import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A dataset that a job reads under an alias, and what is frozen around a run. */
@Entity('job_datasets')
@Index('job_datasets_dataset_id_idx', ['datasetId'])
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'job_datasets_job_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('datasets', ['datasetId'], ['id'], { name: 'job_datasets_dataset_id_fkey', onDelete: 'RESTRICT' })
export class JobDataset {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_datasets_pkey' })
  jobId: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'job_datasets_pkey' })
  alias: string;

  @Column({ name: 'dataset_id', type: 'uuid' })
  datasetId: string;

  /** Position among the job's datasets, from 0. */
  @Column({ type: 'integer' })
  index: number;

  @Column({ name: 'snapshot_when', type: 'text', nullable: true })
  snapshotWhen: 'before' | 'after' | null;

  /** Datasets frozen then. */
  @Column({ name: 'snapshot_dataset_ids', type: 'uuid', array: true, default: '{}' })
  snapshotDatasetIds: string[];
}
