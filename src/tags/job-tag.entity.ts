import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A tag on a job. */
@Entity('job_tags')
@Index('job_tags_tag_id_idx', ['tagId', 'jobId'])
@ForeignKey('jobs', ['jobId'], ['id'], { name: 'job_tags_job_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('tags', ['tagId'], ['id'], { name: 'job_tags_tag_id_fkey', onDelete: 'CASCADE' })
export class JobTag {
  @PrimaryColumn({ name: 'job_id', type: 'uuid', primaryKeyConstraintName: 'job_tags_pkey' })
  jobId: string;

  @PrimaryColumn({ name: 'tag_id', type: 'uuid', primaryKeyConstraintName: 'job_tags_pkey' })
  tagId: string;
}
