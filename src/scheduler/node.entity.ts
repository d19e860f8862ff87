import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A process that takes part: alive as long as `beat` moves. */
@Entity('nodes')
export class SchedulerNode {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'nodes_pkey' })
  id: string;

  /** `<host>:<pid>`, for people. */
  @Column({ type: 'text' })
  name: string;

  /** Goes up once a second; observers compare it with what they saw before, so no clock is involved. */
  @Column({ type: 'bigint', default: 0 })
  beat: string;

  @Column({ name: 'heartbeat_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  heartbeatAt: Date;

  @Column({ type: 'text', array: true })
  roles: string[];

  @Column({ type: 'text', array: true })
  queues: string[];

  @Column({ type: 'text' })
  version: string;

  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  startedAt: Date;

  /** Set when it stopped in order, or when another node declared it dead. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt: Date | null;
}
