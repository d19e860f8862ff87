import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProgressStep, RunError, RunReason, RunStatus, RunTrigger } from './run-vocabulary.js';

/**
 * The ledger: one row per attempt, exactly one `final` row per occurrence, written once.
 * Partitioned by day of `occurrenceAt`, so the migration is written by hand and TypeORM leaves the table alone.
 */
@Entity('job_runs', { synchronize: false })
export class JobRun {
  @PrimaryColumn({ name: 'job_id', type: 'uuid' })
  jobId: string;

  @PrimaryColumn({ name: 'occurrence_at', type: 'timestamptz' })
  occurrenceAt: Date;

  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** The job's owner when it ran. */
  @Column({ name: 'owner_id', type: 'text' })
  ownerId: string;

  @Column({ type: 'text' })
  status: RunStatus;

  /** Whether this row tells the occurrence's fate; false when another attempt follows. */
  @Column({ type: 'boolean' })
  final: boolean;

  @Column({ type: 'text' })
  trigger: RunTrigger;

  @Column({ name: 'scheduled_for', type: 'timestamptz', nullable: true })
  scheduledFor: Date | null;

  @Column({ type: 'smallint' })
  attempt: number;

  @Column({ type: 'text', nullable: true })
  reason: RunReason | null;

  /** When it started; for a non-run, when its fate was written. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'finished_at', type: 'timestamptz' })
  finishedAt: Date;

  @Column({ name: 'node_id', type: 'uuid', nullable: true })
  nodeId: string | null;

  @Column({ name: 'idempotency_key', type: 'text', nullable: true })
  idempotencyKey: string | null;

  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy: string | null;

  @Column({ type: 'jsonb', nullable: true })
  error: RunError | null;

  @Column({ type: 'jsonb', nullable: true })
  progress: ProgressStep[] | null;

  /** What the driver returned. */
  @Column({ type: 'jsonb', nullable: true })
  data: Record<string, unknown> | null;

  /** A range row stands for `rangeCount` occurrences from `scheduledFor` to `rangeTo`. */
  @Column({ name: 'range_to', type: 'timestamptz', nullable: true })
  rangeTo: Date | null;

  @Column({ name: 'range_count', type: 'integer', nullable: true })
  rangeCount: number | null;
}
