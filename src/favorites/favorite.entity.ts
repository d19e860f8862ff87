import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A job that a user wants at hand. */
@Entity('favorites')
@Index('favorites_job_id_idx', ['jobId'])
@ForeignKey('users', ['userId'], ['id'], { name: 'favorites_user_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'favorites_job_id_fkey', onDelete: 'CASCADE' })
export class Favorite {
  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'favorites_pkey' })
  userId: string;

  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'favorites_pkey' })
  jobId: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;
}
