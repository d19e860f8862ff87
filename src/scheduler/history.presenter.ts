import type { ProgressStep } from '../ledger/run-vocabulary.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { HistoryRecordDto, RunResultDto } from './history.dto.js';
import type { HistoryRow } from './history-rows.js';

/** Who looks at a run. */
export interface Viewer {
  userId: string;
  level: AccessLevel;
}

/** A run as people see it: results, errors and messages need edit access, or to have started the run. */
export function historyRecord(row: HistoryRow, viewer: Viewer): HistoryRecordDto {
  const mayLookInside = viewer.level >= AccessLevel.Edit || row.requestedBy === viewer.userId;
  return {
    _links: { ...links(row), ...inside(row, viewer) },
    id: row.id,
    jobId: row.jobId,
    ownerId: row.ownerId,
    success: row.finishedAt ? isSuccess(row) : null,
    warnings: row.status === 'warned',
    duration: [row.startedAt?.toISOString() ?? null, row.finishedAt?.toISOString() ?? null],
    data: mayLookInside ? row.data : null,
    progress: (row.progress ?? []).map((step) => (mayLookInside ? step : withoutMessage(step))),
    createdAt: row.createdAt.toISOString(),
    status: row.status,
    trigger: row.trigger,
    scheduledFor: row.scheduledFor?.toISOString() ?? null,
    attempt: row.attempt,
    reason: row.reason,
    nodeId: row.nodeId,
    error: mayLookInside ? row.error : null,
    final: row.final,
    range: row.rangeTo && { to: row.rangeTo.toISOString(), count: row.rangeCount ?? 0 },
  };
}

/** The answer to the one who ran it and waited. */
export function runResult(row: HistoryRow): RunResultDto {
  return {
    id: row.id,
    success: isSuccess(row),
    warnings: row.status === 'warned',
    status: row.status,
    duration: row.finishedAt ? Math.max(0, Math.round(row.finishedAt.getTime() - row.createdAt.getTime())) : 0,
    history: row.progress ?? [],
    error: row.error,
    _links: links(row),
  };
}

function isSuccess(row: HistoryRow): boolean {
  return row.status === 'succeeded' || row.status === 'warned';
}

function links(row: HistoryRow): Record<string, { href: string }> {
  return { self: { href: `/api/jobs/${row.jobId}/history/${row.id}` }, 'inf:job': { href: `/api/jobs/${row.jobId}` } };
}

/** Where a run is followed, and what it wrote; what never ran has neither. */
function inside(row: HistoryRow, viewer: Viewer): Record<string, { href: string }> {
  if (row.attempt === 0) return {};
  const { href } = links(row)['self']!;
  const events = { 'inf:job-run-events': { href: `${href}/events` } };
  return viewer.level < AccessLevel.Edit ? events : { ...events, 'inf:job-run-log': { href: `${href}/log` } };
}

/** The step without what only those see who may look inside the run. */
export function withoutMessage({ task, result }: ProgressStep): ProgressStep {
  if (!result) return { task: { key: task.key } };
  const { message: _hidden, ...rest } = result;
  return { task: { key: task.key }, result: rest };
}
