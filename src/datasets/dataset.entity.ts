import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DatasetSource } from './dataset-source.js';

/** A named table of rows with an owner. Its rows are those of its current load. */
@Entity('datasets')
@Unique('datasets_owner_id_slug_key', ['ownerId', 'slug'])
@Index('datasets_name_idx', ['name', 'id'])
@Index('datasets_created_at_idx', ['createdAt', 'id'])
@Index('datasets_search_idx', { synchronize: false })
@ForeignKey('principals', ['ownerId'], ['id'], { name: 'datasets_owner_id_fkey', onDelete: 'RESTRICT' })
export class Dataset {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'datasets_pkey' })
  id: string;

  /** What clients call `id`: unique per owner; the natural id is `<ownerId>:<slug>`. */
  @Column({ type: 'text' })
  slug: string;

  @Column({ type: 'text', collation: 'und-x-icu' })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ name: 'owner_id', type: 'text' })
  ownerId: string;

  /** Where rows come from; header values of http sources are encrypted, inline rows live in the load only. */
  @Column({ type: 'jsonb' })
  source: DatasetSource;

  /** Load whose rows are the dataset's rows now; null: never loaded. */
  @Column({ name: 'current_load_id', type: 'uuid', nullable: true })
  currentLoadId: string | null;

  /** Why the last refresh failed; null when it succeeded. */
  @Column({ name: 'last_error', type: 'jsonb', nullable: true })
  lastError: { code: string; message: string; at: string } | null;

  /** Counts people's edits; refreshing does not change it. */
  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  updatedAt: Date;
}
