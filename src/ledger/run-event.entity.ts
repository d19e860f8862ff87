import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What happens inside a run while it runs: steps and log lines, for whoever follows it from any node. Log lines stay as
 * long as the run's record, which has the steps; those are swept an hour after they were written.
 */
@Entity('run_events')
@Index('run_events_progress_at_idx', ['at'], { where: `kind = 'progress'` })
export class RunEvent {
  @PrimaryColumn({ name: 'run_id', type: 'uuid', primaryKeyConstraintName: 'run_events_pkey' })
  runId: string;

  /** From 1, in order. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'run_events_pkey' })
  seq: number;

  @Column({ type: 'timestamptz' })
  at: Date;

  @Column({ type: 'text' })
  kind: 'progress' | 'log';

  @Column({ type: 'jsonb' })
  payload: Record<string, unknown>;
}
