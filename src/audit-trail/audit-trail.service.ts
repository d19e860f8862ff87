import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { AuditFilter, AuditRow } from '../audit/audit.repository.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { PageQueryDto } from '../hal/page-query.dto.js';
import type { AuditEventDto } from './audit-event.dto.js';

/** Which events are shown, and where. */
export interface Trail {
  filter: AuditFilter;
  path: string;
  /** Names of query parameters beside `limit` and `start`. */
  template?: string[];
}

/** Reads who changed what. */
@Injectable()
export class AuditTrailService {
  constructor(private readonly audit: AuditRepository) {}

  async page({ filter, path, template = [] }: Trail, query: PageQueryDto): Promise<HalPage<AuditEventDto>> {
    const { start = 0, limit = 30 } = query;
    const [rows, { total, exact }] = await Promise.all([
      this.audit.list(filter, { start, limit }),
      this.audit.total(filter),
    ]);
    return halPage({
      rel: 'inf:audit-event',
      items: rows.map(present),
      start,
      limit,
      total,
      totalExact: exact,
      path,
      template: ['limit', 'start', ...template],
      query: { ...query },
    });
  }
}

function present({ id, at, actorId, actorName, subjectKind, subjectId, action, changes }: AuditRow): AuditEventDto {
  return { id, at: at.toISOString(), actorId, actorName, subjectKind, subjectId, action, changes };
}
