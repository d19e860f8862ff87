import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * Rows as they were loaded once; never changed afterwards. A dataset points to its current load and a snapshot to the
 * load that was current then, so that taking a snapshot copies nothing. A load nobody points to is swept.
 */
@Entity('dataset_loads')
@Index('dataset_loads_dataset_id_idx', ['datasetId'])
@Index('dataset_loads_sweep_idx', ['loadedAt'], { where: 'row_count IS NULL OR retired_at IS NOT NULL' })
@ForeignKey('datasets', ['datasetId'], ['id'], { name: 'dataset_loads_dataset_id_fkey', onDelete: 'CASCADE' })
export class DatasetLoad {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'dataset_loads_pkey' })
  id: string;

  @Column({ name: 'dataset_id', type: 'uuid' })
  datasetId: string;

  /** Null while rows are still coming in. */
  @Column({ name: 'row_count', type: 'integer', nullable: true })
  rowCount: number | null;

  /** Column names in order of first appearance. */
  @Column({ type: 'text', array: true, default: '{}' })
  columns: string[];

  @Column({ name: 'loaded_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  loadedAt: Date;

  /** When a newer load took its place; it stays for a while, for whoever is reading it. */
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true })
  retiredAt: Date | null;
}
