import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One row of a load, at its position from 0. */
@Entity('dataset_rows')
@ForeignKey('dataset_loads', ['loadId'], ['id'], { name: 'dataset_rows_load_id_fkey', onDelete: 'CASCADE' })
export class DatasetRow {
  @PrimaryColumn({ name: 'load_id', type: 'uuid', primaryKeyConstraintName: 'dataset_rows_pkey' })
  loadId: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'dataset_rows_pkey' })
  position: number;

  /** json, not jsonb: the order of columns is kept. */
  @Column({ type: 'json' })
  row: Record<string, unknown>;
}
