import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ProjectRole } from '../auth/project-role.js';

/** A user in a project. The role counts when access is read: adding a member touches no job. */
@Entity('project_members')
@Index('project_members_user_id_idx', ['userId'])
@Index('project_members_owner_key', ['projectId'], { unique: true, where: `role = 'owner'` })
@ForeignKey('projects', ['projectId'], ['id'], { name: 'project_members_project_id_fkey', onDelete: 'CASCADE' })
@ForeignKey('users', ['userId'], ['id'], { name: 'project_members_user_id_fkey', onDelete: 'CASCADE' })
export class ProjectMember {
  @PrimaryColumn({ name: 'project_id', type: 'uuid', primaryKeyConstraintName: 'project_members_pkey' })
  projectId: string;

  @PrimaryColumn({ name: 'user_id', type: 'text', primaryKeyConstraintName: 'project_members_pkey' })
  userId: string;

  @Column({ type: 'text' })
  role: ProjectRole;
}
