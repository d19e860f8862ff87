import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A dataset frozen at an instant: a name for the load that was current then. */
@Entity('dataset_snapshots')
@Index('dataset_snapshots_dataset_idx', ['datasetId', 'takenAt'])
@Index('dataset_snapshots_load_id_idx', ['loadId'])
@ForeignKey('datasets', ['datasetId'], ['id'], { name: 'dataset_snapshots_dataset_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('dataset_loads', ['loadId'], ['id'], { name: 'dataset_snapshots_load_id_fkey', onDelete: 'CASCADE' })
export class DatasetSnapshot {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dataset_snapshots_pkey' })
  id: string;

  @Column({ name: 'dataset_id', type: 'uuid' })
  datasetId: string;

  @Column({ name: 'load_id', type: 'uuid' })
  loadId: string;

  /** The job and run that it was taken around; null when taken by hand. */
  @Column({ name: 'job_id', type: 'uuid', nullable: true })
  jobId: string | null;

  @Column({ name: 'run_id', type: 'uuid', nullable: true })
  runId: string | null;

  @Column({ name: 'taken_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  takenAt: Date;
}
