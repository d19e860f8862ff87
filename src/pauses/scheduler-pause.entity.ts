import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** While its one row is there, nothing starts on any node. */
@Entity('scheduler_pauses')
@Check('scheduler_pauses_one_check', 'one')
export class SchedulerPause {
  @PrimaryColumn({ type: 'boolean', default: true, primaryKeyConstraintName: 'scheduler_pauses_pkey' })
  one: boolean;

  @Column({ name: 'paused_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  pausedAt: Date;

  @Column({ name: 'paused_by', type: 'text', nullable: true })
  pausedBy: string | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;
}
