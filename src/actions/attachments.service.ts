import { Injectable } from '@nestjs/common';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import type { SqlSession } from '../database/sql.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
import { JobPartEdits } from '../jobs/job-part-edits.js';
import { ACTIONS_CHANGED } from './actions-changed.js';
import { actionNotFound, attachmentNotFound, tooManyAttachments } from './actions.errors.js';
import { changedFields, newFields } from './attachment-fields.js';
import type { AttachmentDto, PostAttachmentDto, PutAttachmentDto } from './attachment.dto.js';
import type { AttachmentRow } from './attachments.repository.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { refuseChanged } from './read-only.js';

const MAX_ATTACHMENTS = 20;

/** Names one attachment of one action of a job that the caller reaches. */
export interface AttachmentPath {
  job: Accessible;
  actionId: string;
  attachmentId: string;
}

/** A change of that attachment. */
export type AttachmentEdit = AttachmentPath & JobEditRequest;

/** What actions send along, as people write it. Each write is an edit of the job. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly repository: AttachmentsRepository,
    private readonly edits: JobPartEdits,
  ) {}

  /** @throws DomainError `ACTION_NOT_FOUND` */
  async list(job: Accessible, actionId: string): Promise<AttachmentDto[]> {
    const rows = await this.rows(job, actionId);
    return rows.map((row) => present(job, row));
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_NOT_FOUND` */
  async get(path: AttachmentPath): Promise<AttachmentDto> {
    return present(path.job, await this.find(path));
  }

  /** The stored row. @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_NOT_FOUND` */
  async find({ job, actionId, attachmentId }: AttachmentPath, session?: SqlSession): Promise<AttachmentRow> {
    const rows = await this.rows(job, actionId, session);
    const row = rows.find(({ id }) => id === attachmentId.toLowerCase());
    if (!row) throw attachmentNotFound(attachmentId);
    return row;
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_INVALID`, `TOO_MANY_ATTACHMENTS`, `VERSION_MISMATCH` */
  async add(edit: JobEditRequest, actionId: string, body: PostAttachmentDto): Promise<AttachmentDto> {
    const { job } = edit;
    const fields = newFields(body.type, body);
    const row = await this.edits.apply(ACTIONS_CHANGED, edit, async (session) => {
      const others = await this.rows(job, actionId, session);
      if (others.length >= MAX_ATTACHMENTS) throw tooManyAttachments(MAX_ATTACHMENTS);
      const added = { id: uuidv7(), jobActionId: actionId.toLowerCase(), type: body.type, ...fields, fileId: null };
      await this.repository.insert(session, added);
      return added;
    });
    return present(job, row);
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_NOT_FOUND`, `READ_ONLY_FIELD`, `ATTACHMENT_INVALID`, `VERSION_MISMATCH` */
  change(edit: AttachmentEdit, body: PutAttachmentDto): Promise<AttachmentDto> {
    return this.write(edit, async (before) => {
      refuseChanged(body, { id: before.id, jobActionId: before.jobActionId, type: before.type });
      return { ...before, ...changedFields(before, body) };
    });
  }

  /** Makes an attachment another, in one transaction with whatever `change` does. */
  async write(
    edit: AttachmentEdit,
    change: (before: AttachmentRow, session: SqlSession) => Promise<AttachmentRow>,
  ): Promise<AttachmentDto> {
    const row = await this.edits.apply(ACTIONS_CHANGED, edit, async (session) => {
      const after = await change(await this.find(edit, session), session);
      await this.repository.update(session, after);
      return after;
    });
    return present(edit.job, row);
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_NOT_FOUND`, `VERSION_MISMATCH` */
  async remove(edit: AttachmentEdit): Promise<void> {
    await this.edits.apply(ACTIONS_CHANGED, edit, async (session) => {
      await this.repository.remove(session, (await this.find(edit, session)).id);
    });
  }

  private async rows(job: Accessible, actionId: string, session?: SqlSession): Promise<AttachmentRow[]> {
    if (!isUuid(actionId)) throw actionNotFound(actionId);
    const path = { jobId: job.id, actionId };
    const rows = await this.repository.list(path, session);
    if (rows.length === 0 && !(await this.repository.hasAction(path, session))) throw actionNotFound(actionId);
    return rows;
  }
}

function present(job: Accessible, row: AttachmentRow): AttachmentDto {
  const action = `/api/jobs/${job.id}/actions/${row.jobActionId}`;
  const self = `${action}/attachments/${row.id}`;
  const mayEdit = job.level >= AccessLevel.Edit;
  const contents = { 'inf:action-attachment-file-contents': { href: `${self}/action-attachment-file-contents` } };
  return {
    _links: { self: { href: self }, 'inf:job-action': { href: action }, ...(row.fileId && mayEdit ? contents : {}) },
    id: row.id,
    jobActionId: row.jobActionId,
    type: row.type,
    name: row.name,
    data: mayEdit ? row.data : {},
  };
}
