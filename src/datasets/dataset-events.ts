import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import { fieldChanges } from '../audit/field-changes.js';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import type { DatasetSource } from './dataset-source.js';
import { DatasetSources } from './dataset-sources.service.js';

interface AuditedDataset {
  id: string;
  name: string;
  description: string | null;
  ownerId: string;
  source: DatasetSource;
}

/** What people did to datasets, for the audit trail; in the transaction of the change. Header values are masked. */
@Injectable()
export class DatasetEvents {
  constructor(
    private readonly audit: AuditRepository,
    private readonly sources: DatasetSources,
  ) {}

  async created(session: SqlSession, caller: Caller, after: AuditedDataset & { hasNewRows: boolean }): Promise<void> {
    const changes = { ...this.changes(undefined, after), ...rows(after.hasNewRows) };
    await this.record(session, caller, { id: after.id, action: 'dataset.created', changes });
  }

  async updated(
    session: SqlSession,
    caller: Caller,
    { before, after, hasNewRows }: { before: AuditedDataset; after: AuditedDataset; hasNewRows: boolean },
  ): Promise<void> {
    const changes = { ...this.changes(before, after), ...rows(hasNewRows) };
    if (Object.keys(changes).length === 0) return;
    await this.record(session, caller, { id: after.id, action: 'dataset.updated', changes });
  }

  async deleted(session: SqlSession, caller: Caller, before: AuditedDataset): Promise<void> {
    await this.record(session, caller, {
      id: before.id,
      action: 'dataset.deleted',
      changes: this.changes(before, undefined),
    });
  }

  /** Sources are compared as they are stored, so that a new header value shows, and told as people see them. */
  private changes(before: AuditedDataset | undefined, after: AuditedDataset | undefined): Record<string, unknown> {
    const stored = { fields: ['name', 'description', 'ownerId', 'source'] };
    const changes = fieldChanges(before ?? {}, after ?? {}, stored);
    const shown = (dataset?: AuditedDataset): DatasetSource | null =>
      dataset ? this.sources.show(dataset.source) : null;
    return 'source' in changes ? { ...changes, source: { from: shown(before), to: shown(after) } } : changes;
  }

  private record(
    session: SqlSession,
    caller: Caller,
    { id, action, changes }: { id: string; action: string; changes: Record<string, unknown> },
  ): Promise<void> {
    const subject = { subjectKind: 'dataset' as const, subjectId: id };
    return this.audit.record(session, { actorId: caller.userId, ...subject, action, changes });
  }
}

function rows(hasNewRows: boolean): Record<string, unknown> {
  return hasNewRows ? { rows: { changed: true } } : {};
}
