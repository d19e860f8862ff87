import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { RunTrigger } from './run-vocabulary.js';

/**
 * A run that runs now. The row is the fencing token: to finish is to delete one's own row, and a run whose row is
 * gone was taken over, so its result is refused.
 */
@Entity('active_runs')
@Unique('active_runs_exclusive_job_id_key', ['exclusiveJobId'])
@Index('active_runs_job_id_idx', ['jobId'])
@Index('active_runs_keyed_idx', ['id'], { where: 'concurrency_keys IS NOT NULL' })
@Index('active_runs_node_id_idx', ['nodeId'])
export class ActiveRun {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'active_runs_pkey' })
  id: string;

  @Column({ name: 'job_id', type: 'uuid' })
  jobId: string;

  /** The job's id while no other run of the job may start beside this one. */
  @Column({ name: 'exclusive_job_id', type: 'uuid', nullable: true })
  exclusiveJobId: string | null;

  @Column({ name: 'node_id', type: 'uuid' })
  nodeId: string;

  @Column({ name: 'scheduled_for', type: 'timestamptz', nullable: true })
  scheduledFor: Date | null;

  @Column({ type: 'text' })
  trigger: RunTrigger;

  @Column({ type: 'smallint', default: 1 })
  attempt: number;

  @Column({ name: 'lost_count', type: 'smallint', default: 0 })
  lostCount: number;

  @Column({ name: 'idempotency_key', type: 'text' })
  idempotencyKey: string;

  @Column({ type: 'text', default: 'default' })
  queue: string;

  @Column({ type: 'smallint', default: 0 })
  priority: number;

  @Column({ type: 'text' })
  type: string;

  /** Runs that share a key share its limit: `concurrencyLimits` has one for each key. */
  @Column({ name: 'concurrency_keys', type: 'text', array: true, nullable: true })
  concurrencyKeys: string[] | null;

  @Column({ name: 'concurrency_limits', type: 'integer', array: true, nullable: true })
  concurrencyLimits: number[] | null;

  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy: string | null;

  @Column({ type: 'jsonb', nullable: true })
  parameters: Record<string, unknown> | null;

  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  startedAt: Date;

  @Column({ name: 'cancel_requested_at', type: 'timestamptz', nullable: true })
  cancelRequestedAt: Date | null;
}
