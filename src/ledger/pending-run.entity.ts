import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RunTrigger } from './run-vocabulary.js';

/**
 * A run that waits: a retry, a lost or interrupted run, a caught-up or queued occurrence, an asynchronous manual run.
 * No foreign keys on the hot tables: deleting a job deletes its rows in the same transaction.
 */
@Entity('pending_runs')
@Index('pending_runs_due_idx', ['queue', 'notBefore'])
@Index('pending_runs_job_id_idx', ['jobId'])
@Index('pending_runs_keyed_idx', ['queue', 'notBefore'], { where: 'concurrency_keys IS NOT NULL' })
export class PendingRun {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pending_runs_pkey' })
  id: string;

  @Column({ name: 'job_id', type: 'uuid' })
  jobId: string;

  /** The occurrence; null for a manual run. */
  @Column({ name: 'scheduled_for', type: 'timestamptz', nullable: true })
  scheduledFor: Date | null;

  @Column({ type: 'text' })
  trigger: RunTrigger;

  @Column({ type: 'smallint', default: 1 })
  attempt: number;

  /** Times that a node died under this occurrence. */
  @Column({ name: 'lost_count', type: 'smallint', default: 0 })
  lostCount: number;

  @Column({ name: 'idempotency_key', type: 'text' })
  idempotencyKey: string;

  @Column({ name: 'not_before', type: 'timestamptz', default: () => 'clock_timestamp()' })
  notBefore: Date;

  @Column({ type: 'text', default: 'default' })
  queue: string;

  @Column({ type: 'smallint', default: 0 })
  priority: number;

  @Column({ type: 'text' })
  type: string;

  /** False: may run beside another run of the job (overlap `allow`). */
  @Column({ type: 'boolean', default: true })
  exclusive: boolean;

  /** Runs that share a key share its limit: `concurrencyLimits` has one for each key. */
  @Column({ name: 'concurrency_keys', type: 'text', array: true, nullable: true })
  concurrencyKeys: string[] | null;

  @Column({ name: 'concurrency_limits', type: 'integer', array: true, nullable: true })
  concurrencyLimits: number[] | null;

  /** Set once it was found overdue: see JobSchedule. */
  @Column({ name: 'overdue_alert_until', type: 'timestamptz', nullable: true })
  overdueAlertUntil: Date | null;

  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy: string | null;

  @Column({ type: 'jsonb', nullable: true })
  parameters: Record<string, unknown> | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;
}
