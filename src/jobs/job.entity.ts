import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { IntervalType } from '../schedules/schedule.js';
import type { JobPolicies } from './job-policies.js';

/** Words of name and description, without regard to case; letters and digits only, so that a query can be cut up alike. */
const JOB_SEARCH_EXPRESSION = `to_tsvector('simple'::regconfig, lower(regexp_replace((name || ' ' || coalesce(description, '')) COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g')))`;

/** What people define: changed by people only, never by the scheduler (see JobSchedule and JobOutcome). */
@Entity('jobs')
@Unique('jobs_owner_id_slug_key', ['ownerId', 'slug'])
@Index('jobs_draft_key', ['editingId', 'ownerId'], { unique: true, where: 'editing_id IS NOT NULL' })
@Index('jobs_workflow_name_key', ['workflowId', 'name'], {
  unique: true,
  where: 'workflow_id IS NOT NULL AND editing_id IS NULL',
})
@Index('jobs_workflow_id_idx', ['workflowId'], { where: 'workflow_id IS NOT NULL' })
@ForeignKey('workflows', ['workflowId'], ['id'], { name: 'jobs_workflow_id_fkey', onDelete: 'SET NULL' })
@Index('jobs_search_idx', ['search'], { type: 'gin' })
@Index('jobs_name_idx', ['name', 'id'])
@Index('jobs_keep_runs_idx', ['id'], { where: `policies ? 'keepRuns'` })
@Index('jobs_created_at_idx', ['createdAt', 'id'])
@Index('jobs_updated_at_idx', ['updatedAt'])
@ForeignKey('principals', ['ownerId'], ['id'], { name: 'jobs_owner_id_fkey', onDelete: 'RESTRICT' })
@ForeignKey('jobs', ['editingId'], ['id'], { name: 'jobs_editing_id_fkey', onDelete: 'CASCADE' })
export class Job {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'jobs_pkey' })
  id: string;

  @Column({ type: 'text' })
  type: string;

  @Column({ type: 'text', collation: 'und-x-icu' })
  name: string;

  /** Second half of the natural id `<ownerId>:<slug>`; set at creation and kept. Null on drafts. */
  @Column({ type: 'text', nullable: true })
  slug: string | null;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ type: 'text', nullable: true })
  notes: string | null;

  @Column({ name: 'owner_id', type: 'text' })
  ownerId: string;

  @Column({ type: 'text', nullable: true })
  interval: string | null;

  @Column({ name: 'interval_type', type: 'text', nullable: true })
  intervalType: IntervalType | null;

  @Column({ type: 'text' })
  timezone: string;

  @Column({ name: 'start_on', type: 'timestamptz', nullable: true })
  startOn: Date | null;

  @Column({ name: 'end_on', type: 'timestamptz', nullable: true })
  endOn: Date | null;

  @Column({ type: 'boolean', default: false })
  enabled: boolean;

  /** Set by a superuser: nothing starts. */
  @Column({ name: 'locked_at', type: 'timestamptz', nullable: true })
  lockedAt: Date | null;

  /** Paused by people or after failures: it does not run by itself. Bookkeeping, not an edit. */
  @Column({ name: 'paused_at', type: 'timestamptz', nullable: true })
  pausedAt: Date | null;

  @Column({ name: 'pause_reason', type: 'text', nullable: true })
  pauseReason: string | null;

  /** What the driver is told; secret fields are encrypted. */
  @Column({ type: 'jsonb', default: {} })
  data: Record<string, unknown>;

  /** Policies that differ from their defaults. */
  @Column({ type: 'jsonb', default: {} })
  policies: Partial<JobPolicies>;

  @Column({ type: 'text', nullable: true })
  source: string | null;

  @Column({ name: 'source_id', type: 'text', nullable: true })
  sourceId: string | null;

  /** The workflow that it belongs to, if any. */
  @Column({ name: 'workflow_id', type: 'uuid', nullable: true })
  workflowId: string | null;

  /** The job that this draft is a draft of. */
  @Column({ name: 'editing_id', type: 'uuid', nullable: true })
  editingId: string | null;

  /** Version of that job when the draft was made: a commit compares it. */
  @Column({ name: 'editing_version', type: 'integer', nullable: true })
  editingVersion: number | null;

  /** Counts people's edits; the ETag. */
  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  updatedAt: Date;

  @Column({
    type: 'tsvector',
    select: false,
    insert: false,
    update: false,
    nullable: true,
    generatedType: 'STORED',
    asExpression: JOB_SEARCH_EXPRESSION,
  })
  search?: string;
}
