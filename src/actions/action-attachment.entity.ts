import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AttachmentType } from './attachment-type.js';

/** What an action sends along: an export of a dataset, or an uploaded file. */
@Entity('action_attachments')
@Index('action_attachments_action_idx', ['jobActionId'])
@Index('action_attachments_file_id_idx', ['fileId'], { where: 'file_id IS NOT NULL' })
@ForeignKey('job_actions', ['jobActionId'], ['id'], { name: 'action_attachments_action_fkey', onDelete: 'CASCADE' })
@ForeignKey('stored_files', ['fileId'], ['id'], { name: 'action_attachments_file_id_fkey' })
export class ActionAttachment {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'action_attachments_pkey' })
  id: string;

  @Column({ name: 'job_action_id', type: 'uuid' })
  jobActionId: string;

  @Column({ type: 'text' })
  type: AttachmentType;

  @Column({ type: 'text' })
  name: string;

  /** dataset: `{dataset: alias, format}`; file: `{contentType, bytes}` once uploaded. */
  @Column({ type: 'jsonb', default: {} })
  data: Record<string, unknown>;

  /** Contents of an uploaded file; shared by copies (drafts, versions). */
  @Column({ name: 'file_id', type: 'uuid', nullable: true })
  fileId: string | null;
}
