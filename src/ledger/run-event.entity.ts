import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happens inside a run while it runs: steps and log lines, for whoever follows it from any node. */
@Entity('run_events')
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
