import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What workflows belong to. Its members reach the jobs of its workflows through the principal `project:<id>`. */
@Entity('projects')
@Unique('projects_name_key', ['name'])
@Check('projects_name_check', `name ~ '^[a-z0-9-]+$'`)
@Check('projects_concurrency_check', 'concurrency > 0')
export class Project {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'projects_pkey' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** How many runs of its jobs may be under way at once, on all nodes together; null: as many as may. */
  @Column({ type: 'integer', nullable: true })
  concurrency: number | null;

  /** Set: it is gone for everybody but superusers. */
  @Column({ name: 'scheduled_deletion', type: 'timestamptz', nullable: true })
  scheduledDeletion: Date | null;

  /** Counts people's edits; the ETag. */
  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  updatedAt: Date;
}
