import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { AuditEntry } from '../audit/audit.repository.js';
import { Sql } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { HistoryQueryDto, HistoryRecordDto } from './history.dto.js';
import { FILTER_NAMES, filterInLinks, filterOf } from './history-filter.js';
import { historyRecord } from './history.presenter.js';
import type { Viewer } from './history.presenter.js';
import type { HistoryRow } from './history-rows.js';
import { HistoryRepository } from './history.repository.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What became of a job's runs. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly sql: Sql,
    private readonly repository: HistoryRepository,
    private readonly audit: AuditRepository,
  ) {}

  async page(jobId: string, query: HistoryQueryDto, viewer: Viewer): Promise<HalPage<HistoryRecordDto>> {
    const { start = 0, limit = 30, sort = '-createdAt' } = query;
    const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
    const filter = filterOf(query);
    const [rows, { total, exact }] = await Promise.all([
      this.repository.page(jobId, filter, { start, limit, direction }),
      this.repository.total(jobId, filter),
    ]);
    return halPage({
      rel: 'inf:job-history',
      items: rows.map((row) => historyRecord(row, viewer)),
      start,
      limit,
      total,
      totalExact: exact,
      path: `/api/jobs/${jobId}/history`,
      template: ['sort', 'limit', 'start', ...FILTER_NAMES],
      query: { sort: query.sort, ...filterInLinks(filter) },
    });
  }

  async record(jobId: string, runId: string, viewer: Viewer): Promise<HistoryRecordDto> {
    return historyRecord(await this.find(jobId, runId), viewer);
  }

  /** @throws DomainError `RUN_NOT_FOUND`, `RUN_UNDER_WAY` (409) */
  async remove(jobId: string, runId: string, removedBy: string): Promise<void> {
    const row = await this.find(jobId, runId);
    if (row.status === 'running' || row.status === 'queued')
      throw new DomainError(
        'conflict',
        'RUN_UNDER_WAY',
        `The run ${runId} is ${row.status}: cancel it first, or wait for its end.`,
      );
    await this.sql.transaction(async (session) => {
      if (!(await this.repository.remove(session, jobId, runId))) throw runNotFound(runId);
      await this.audit.record(session, entry('job.runDeleted', removedBy, row));
    });
  }

  /** Asks for the end of a run. @throws DomainError `RUN_NOT_FOUND`, `RUN_ENDED` (409) */
  async cancel(jobId: string, runId: string, canceledBy: string): Promise<void> {
    const row = await this.find(jobId, runId);
    await this.sql.transaction(async (session) => {
      const canceled =
        (await this.repository.cancelWaiting(session, jobId, runId, canceledBy)) ||
        (await this.repository.requestCancel(session, jobId, runId));
      if (!canceled)
        throw new DomainError('conflict', 'RUN_ENDED', `The run ${runId} has ended already (${row.status}).`);
      await this.audit.record(session, entry('job.runCanceled', canceledBy, row));
    });
  }

  async findIfAny(jobId: string, runId: string): Promise<HistoryRow | undefined> {
    return UUID.test(runId) ? this.repository.find(jobId, runId) : undefined;
  }

  /** @throws DomainError `RUN_NOT_FOUND` */
  async find(jobId: string, runId: string): Promise<HistoryRow> {
    const row = await this.findIfAny(jobId, runId);
    if (!row) throw runNotFound(runId);
    return row;
  }
}

function runNotFound(runId: string): DomainError {
  return new DomainError('absent', 'RUN_NOT_FOUND', `The job has no run "${runId}" in its history.`);
}

/** Which run it was is said in full: after a deletion nothing else tells of it. */
function entry(action: 'job.runDeleted' | 'job.runCanceled', actorId: string, row: HistoryRow): AuditEntry {
  const from = { id: row.id, status: row.status, createdAt: row.createdAt.toISOString() };
  const to = action === 'job.runDeleted' ? null : { ...from, status: 'canceled' };
  return { actorId, subjectKind: 'job', subjectId: row.jobId, action, changes: { run: { from, to } } };
}
