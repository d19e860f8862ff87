import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A team; its id is `team:<name>` and its display name is the principal's. */
@Entity('teams')
@ForeignKey('principals', ['id'], ['id'], { name: 'teams_id_fkey', onDelete: 'CASCADE' })
export class Team {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'teams_pkey' })
  id: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt: Date;
}
