import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * Why a principal reaches a dataset: ownership and shares in one shape.
 * `name` and `createdAt` are copies of the dataset's, so that a list is one ordered index scan per principal.
 */
@Entity('dataset_grants')
@Index('dataset_grants_principal_name_idx', ['principalId', 'name', 'datasetId'])
@Index('dataset_grants_principal_created_idx', ['principalId', 'createdAt', 'datasetId'])
@ForeignKey('datasets', ['datasetId'], ['id'], { name: 'dataset_grants_dataset_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('principals', ['principalId'], ['id'], { name: 'dataset_grants_principal_id_fkey', onDelete: 'CASCADE' })
export class DatasetGrant {
  @PrimaryColumn({ name: 'dataset_id', type: 'uuid', primaryKeyConstraintName: 'dataset_grants_pkey' })
  datasetId: string;

  @PrimaryColumn({ name: 'principal_id', type: 'text', primaryKeyConstraintName: 'dataset_grants_pkey' })
  principalId: string;

  /** `owner`: the level comes from who one is (the owner, a role in the owning team); `share`: from `level`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'dataset_grants_pkey' })
  source: 'owner' | 'share';

  @Column({ type: 'smallint' })
  level: number;

  @Column({ type: 'text', collation: 'und-x-icu' })
  name: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
