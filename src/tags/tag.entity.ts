import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A word that jobs can be found by; one for the whole installation. */
@Entity('tags')
@Index('tags_name_key', ['name'], { unique: true })
export class Tag {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'tags_pkey' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt: Date;
}
