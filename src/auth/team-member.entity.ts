import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TeamRole } from './team-role.js';

/** Who is in which team, and as what. */
@Entity('team_members')
@Index('team_members_user_id_idx', ['userId'])
@ForeignKey('teams', ['teamId'], ['id'], { name: 'team_members_team_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('users', ['userId'], ['id'], { name: 'team_members_user_id_fkey', onDelete: 'CASCADE' })
export class TeamMember {
  @PrimaryColumn({ name: 'team_id', type: 'text', primaryKeyConstraintName: 'team_members_pkey' })
  teamId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'team_members_pkey' })
  userId: string;

  @Column({ type: 'text' })
  role: TeamRole;

  /** `token` memberships are replaced by the next token's `teams`; `local` ones are people's. */
  @Column({ type: 'text', default: 'local' })
  source: 'local' | 'token';
}
