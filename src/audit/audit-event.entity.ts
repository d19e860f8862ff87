import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who changed what, and when. Written in the transaction of the change, so that there is no change without its event. */
@Entity('audit_events')
@Index('audit_events_subject_idx', ['subjectKind', 'subjectId', 'at', 'id'])
@Index('audit_events_actor_idx', ['actorId', 'at', 'id'])
@Index('audit_events_at_idx', ['at', 'id'])
export class AuditEvent {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_events_pkey' })
  id: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at: Date;

  /** The user; null for what the service did by itself. */
  @Column({ name: 'actor_id', type: 'text', nullable: true })
  actorId: string | null;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind: 'job' | 'dataset' | 'token' | 'user' | 'team';

  /** No foreign key: an event outlives what it tells of. */
  @Column({ name: 'subject_id', type: 'text' })
  subjectId: string;

  /** What happened, such as `job.updated`. */
  @Column({ type: 'text' })
  action: string;

  /** Changed fields as `{field: {from, to}}`; secrets masked. */
  @Column({ type: 'jsonb', default: {} })
  changes: Record<string, unknown>;
}
