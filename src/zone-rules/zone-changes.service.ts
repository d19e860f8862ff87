import { Injectable } from '@nestjs/common';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { ZoneChangeDto, ZoneChangesQueryDto } from './zone-change.dto.js';
import type { ZoneChangeRow } from './zone-changes.repository.js';
import { ZoneChangesRepository } from './zone-changes.repository.js';

/** Lists changes of zone rules. */
@Injectable()
export class ZoneChangesService {
  constructor(private readonly changes: ZoneChangesRepository) {}

  async page(query: ZoneChangesQueryDto): Promise<HalPage<ZoneChangeDto>> {
    const { start = 0, limit = 30, timezone = null } = query;
    const [rows, { total, exact }] = await Promise.all([
      this.changes.list(timezone, { start, limit }),
      this.changes.total(timezone),
    ]);
    return halPage({
      rel: 'inf:zone-change',
      items: rows.map(present),
      start,
      limit,
      total,
      totalExact: exact,
      path: '/api/operations/zone-changes',
      template: ['timezone', 'limit', 'start'],
      query: { ...query },
    });
  }
}

function present(row: ZoneChangeRow): ZoneChangeDto {
  const { id, timezone, jobId, jobName, jobNaturalId } = row;
  return {
    _links: jobId !== null && jobName !== null ? { 'inf:job': { href: `/api/jobs/${jobId}` } } : {},
    id,
    detectedAt: row.detectedAt.toISOString(),
    timezone,
    tzVersion: { from: row.tzFrom, to: row.tzTo },
    differsFrom: row.differsFrom.toISOString(),
    job: jobId === null ? null : { id: jobId, name: jobName, naturalId: jobNaturalId },
    nextRunAt:
      jobId === null
        ? null
        : { from: row.nextRunFrom?.toISOString() ?? null, to: row.nextRunTo?.toISOString() ?? null },
  };
}
