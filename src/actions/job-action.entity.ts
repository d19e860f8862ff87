import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ActionCondition } from './action-condition.js';

/** A step that follows the main driver of a job. */
@Entity('job_actions')
@Check('job_actions_condition_check', `condition IN ('always', 'onSuccess', 'onFailure', 'onRecovery', 'onOverdue')`)
@Index('job_actions_job_id_idx', ['jobId', 'index'])
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'job_actions_job_id_fkey', onDelete: 'CASCADE' })
export class JobAction {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'job_actions_pkey' })
  id: string;

  @Column({ name: 'job_id', type: 'uuid' })
  jobId: string;

  /** A driver type. */
  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text' })
  name: string;

  /** What the driver is told; secret fields are encrypted. */
  @Column({ type: 'jsonb', default: {} })
  data: Record<string, unknown>;

  @Column({ type: 'text', default: 'always' })
  condition: ActionCondition;

  /** `onFailure` only after so many failures in a row; null: after the first. */
  @Column({ name: 'after_failures', type: 'integer', nullable: true })
  afterFailures: number | null;

  /** Position among the job's actions, from 0. */
  @Column({ type: 'integer' })
  index: number;

  @Column({ type: 'boolean', default: true })
  enabled: boolean;
}
