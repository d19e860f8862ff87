import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { IntervalType } from '../schedules/schedule.js';
import type { JobPolicies } from './job-policies.js';

/**
 * When a job is due: the only table that a claim updates, so it is narrow and holds all that the claim needs.
 * Whoever edits it locks the row first and then reads the database's clock.
 */
@Entity('job_schedules')
@Index('job_schedules_claim_idx', ['queue', 'priority', 'dueAt'], { where: 'due_at IS NOT NULL' })
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'job_schedules_job_id_fkey', onDelete: 'CASCADE' })
export class JobSchedule {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_schedules_pkey' })
  jobId: string;

  /** When it starts next (`nextRunAt`): its occurrence and the job's jitter; null when disabled, a draft, without interval or past its end. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt: Date | null;

  /** The occurrence that starts at `dueAt`; see `dueOccurrence`. */
  @Column({ name: 'occurrence_at', type: 'timestamptz', nullable: true })
  occurrenceAt: Date | null;

  @Column({ type: 'text', default: 'default' })
  queue: string;

  @Column({ type: 'smallint', default: 0 })
  priority: number;

  @Column({ type: 'text' })
  type: string;

  @Column({ name: 'interval_type', type: 'text', nullable: true })
  intervalType: IntervalType | null;

  @Column({ type: 'text', nullable: true })
  interval: string | null;

  @Column({ type: 'text' })
  timezone: string;

  @Column({ name: 'start_on', type: 'timestamptz', nullable: true })
  startOn: Date | null;

  @Column({ name: 'end_on', type: 'timestamptz', nullable: true })
  endOn: Date | null;

  /** Origin of simple intervals without startOn: the job's creation. */
  @Column({ type: 'timestamptz' })
  anchor: Date;

  @Column({ type: 'boolean', default: false })
  locked: boolean;

  /** By people, or after failures: what falls due is skipped. */
  @Column({ type: 'boolean', default: false })
  paused: boolean;

  @Column({ type: 'jsonb', nullable: true })
  policies: Partial<JobPolicies> | null;

  /** What its runs share with others, from the policies of the job; see `refreshConcurrency`. */
  @Column({ name: 'concurrency_keys', type: 'text', array: true, nullable: true })
  concurrencyKeys: string[] | null;

  @Column({ name: 'concurrency_limits', type: 'integer', array: true, nullable: true })
  concurrencyLimits: number[] | null;

  /** Newest occurrence that was ever claimed: no edit schedules it, or an earlier one, again. */
  @Column({ name: 'last_claimed_for', type: 'timestamptz', nullable: true })
  lastClaimedFor: Date | null;

  /** Newest occurrence that was found overdue. */
  @Column({ name: 'overdue_alerted_for', type: 'timestamptz', nullable: true })
  overdueAlertedFor: Date | null;

  /** Until then some node is telling of it, and nobody else does; infinity: it has been told. */
  @Column({ name: 'overdue_alert_until', type: 'timestamptz', nullable: true })
  overdueAlertUntil: Date | null;
}
