import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How long the runs of a job take on average: measured from the ledger by housekeeping, read by forecasts. */
@Entity('job_durations')
export class JobDuration {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_durations_pkey' })
  jobId: string;

  /** Milliseconds, from start to end. */
  @Column({ name: 'mean_ms', type: 'float8' })
  meanMs: number;

  /** Runs that the newest measurement looked at. */
  @Column({ type: 'integer' })
  runs: number;

  @Column({ name: 'measured_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  measuredAt: Date;
}
