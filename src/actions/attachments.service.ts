import { Injectable } from '@nestjs/common';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import { ActionEdits } from './action-edits.js';
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

/** What actions send along, as people write it. Each write is an edit of the job. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly repository: AttachmentsRepository,
    private readonly edits: ActionEdits,
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

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_INVALID`, `TOO_MANY_ATTACHMENTS` */
  async add(job: Accessible, actionId: string, body: PostAttachmentDto, caller: Caller): Promise<AttachmentDto> {
    const fields = newFields(body.type, body);
    const row = await this.edits.apply(job.id, caller, async (session) => {
      const others = await this.rows(job, actionId, session);
      if (others.length >= MAX_ATTACHMENTS) throw tooManyAttachments(MAX_ATTACHMENTS);
      const added = { id: uuidv7(), jobActionId: actionId.toLowerCase(), type: body.type, ...fields, fileId: null };
      await this.repository.insert(session, added);
      return added;
    });
    return present(job, row);
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_NOT_FOUND`, `READ_ONLY_FIELD`, `ATTACHMENT_INVALID` */
  change(path: AttachmentPath, body: PutAttachmentDto, caller: Caller): Promise<AttachmentDto> {
    return this.write(path, caller, async (before) => {
      refuseChanged(body, { id: before.id, jobActionId: before.jobActionId, type: before.type });
      return { ...before, ...changedFields(before, body) };
    });
  }

  /** Makes an attachment another, in one transaction with whatever `change` does. */
  async write(
    path: AttachmentPath,
    caller: Caller,
    change: (before: AttachmentRow, session: SqlSession) => Promise<AttachmentRow>,
  ): Promise<AttachmentDto> {
    const row = await this.edits.apply(path.job.id, caller, async (session) => {
      const after = await change(await this.find(path, session), session);
      await this.repository.update(session, after);
      return after;
    });
    return present(path.job, row);
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `ATTACHMENT_NOT_FOUND` */
  async remove(path: AttachmentPath, caller: Caller): Promise<void> {
    await this.edits.apply(path.job.id, caller, async (session) => {
      await this.repository.remove(session, (await this.find(path, session)).id);
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
  const contents = { 'inf:action-attachment-file-contents': { href: `${self}/action-attachment-file-contents` } };
  return {
    _links: { self: { href: self }, 'inf:job-action': { href: action }, ...(row.fileId ? contents : {}) },
    id: row.id,
    jobActionId: row.jobActionId,
    type: row.type,
    name: row.name,
    data: job.level >= AccessLevel.Edit ? row.data : {},
  };
}
