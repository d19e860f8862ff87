import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A group of jobs in a project. */
@Entity('workflows')
@Index('workflows_project_name_key', ['projectId', 'name'], { unique: true, where: 'deleted_at IS NULL' })
@Index('workflows_project_id_idx', ['projectId'])
@ForeignKey('projects', ['projectId'], ['id'], { name: 'workflows_project_id_fkey', onDelete: 'CASCADE' })
@Check('workflows_concurrency_check', 'concurrency > 0')
export class Workflow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'workflows_pkey' })
  id: string;

  @Column({ name: 'project_id', type: 'uuid' })
  projectId: string;

  @Column({ type: 'text' })
  name: string;

  /** How many runs of its jobs may be under way at once, on all nodes together; null: as many as may. */
  @Column({ type: 'integer', nullable: true })
  concurrency: number | null;

  /** Counts people's edits; the ETag. */
  @Column({ name: 'lock_version', type: 'integer', default: 1 })
  lockVersion: number;

  /** Set: it and its jobs appear nowhere in the project. */
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  updatedAt: Date;
}
