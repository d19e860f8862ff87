import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Whoever can own, share or be shared with: `alice`, `team:analytics`. Users and teams share one namespace of bare names. `project:<id>` stands for the members of a project in grants; nobody names it. */
@Entity('principals')
@Unique('principals_bare_name_key', ['bareName'])
export class Principal {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'principals_pkey' })
  id: string;

  @Column({ type: 'text' })
  kind: 'user' | 'team' | 'project';

  /** The id without its `team:` prefix. */
  @Column({ name: 'bare_name', type: 'text' })
  bareName: string;

  /** Display name. */
  @Column({ type: 'text' })
  name: string;
}
