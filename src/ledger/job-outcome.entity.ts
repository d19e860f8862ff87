import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RunStatus } from './run-vocabulary.js';

/** How the job fared last: written with each finish, read by lists. Apart from JobSchedule so that a finish never waits for a claim. */
@Entity('job_outcomes')
export class JobOutcome {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_outcomes_pkey' })
  jobId: string;

  @Column({ name: 'last_run_at', type: 'timestamptz' })
  lastRunAt: Date;

  @Column({ name: 'last_status', type: 'text' })
  lastStatus: RunStatus;

  /** Failed and timed-out runs since the last success; attempts that are followed by another, canceled and lost runs don't count, one that was lost too often does. */
  @Column({ name: 'failures_in_a_row', type: 'integer', default: 0 })
  failuresInARow: number;
}
