import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * Why a principal reaches a job: ownership and shares in one shape.
 * `name` and `createdAt` are copies of the job's, so that a list is one ordered index scan per principal.
 */
@Entity('job_grants')
@Index('job_grants_principal_name_idx', ['principalId', 'name', 'jobId'])
@Index('job_grants_principal_created_idx', ['principalId', 'createdAt', 'jobId'])
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'job_grants_job_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('principals', ['principalId'], ['id'], { name: 'job_grants_principal_id_fkey', onDelete: 'CASCADE' })
export class JobGrant {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_grants_pkey' })
  jobId: string;

  @PrimaryColumn({ name: 'principal_id', type: 'text', primaryKeyConstraintName: 'job_grants_pkey' })
  principalId: string;

  /** `owner`: the level comes from who one is (the owner, a role in the owning team); `share`: from `level`;
   * `project`: from the role in the project, whatever `level` says. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'job_grants_pkey' })
  source: 'owner' | 'share' | 'project';

  @Column({ type: 'smallint' })
  level: number;

  @Column({ type: 'text', collation: 'und-x-icu' })
  name: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
