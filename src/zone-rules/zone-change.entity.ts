import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The rules of a zone changed: one row for each job that was re-planned, or one without a job. Outlives the job. */
@Entity('zone_changes')
@Index('zone_changes_detected_at_idx', ['detectedAt', 'id'])
export class ZoneChange {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'zone_changes_pkey' })
  id: string;

  @Column({ name: 'detected_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  detectedAt: Date;

  @Column({ type: 'text' })
  timezone: string;

  /** Version of the tz data before, and after. */
  @Column({ name: 'tz_from', type: 'text' })
  tzFrom: string;

  @Column({ name: 'tz_to', type: 'text' })
  tzTo: string;

  @Column({ name: 'differs_from', type: 'timestamptz' })
  differsFrom: Date;

  @Column({ name: 'job_id', type: 'uuid', nullable: true })
  jobId: string | null;

  @Column({ name: 'next_run_from', type: 'timestamptz', nullable: true })
  nextRunFrom: Date | null;

  @Column({ name: 'next_run_to', type: 'timestamptz', nullable: true })
  nextRunTo: Date | null;
}
