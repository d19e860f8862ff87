import type { ProgressStep } from '../ledger/run-vocabulary.js';
import { AccessLevel } from '../sharing/access-level.js';
import { withoutMessage } from './history.presenter.js';
import type { RunEventRow } from './run-events.repository.js';
import type { RunLogLineDto } from './run-log.dto.js';

/** A step as it is sent to followers; its message and particulars only to those who may look inside. */
export function progressEvent(row: RunEventRow, isOpen: boolean): Record<string, unknown> {
  const { step, ...whole } = row.payload as unknown as { step: number } & ProgressStep;
  return { step, at: instantOf(row), ...(isOpen ? whole : withoutMessage(whole)) };
}

export function logLine(row: RunEventRow): RunLogLineDto {
  return { at: instantOf(row), message: String(row.payload['message']), seq: row.seq };
}

export function mayLookInside(level: AccessLevel, startedByViewer: boolean): boolean {
  return level >= AccessLevel.Edit || startedByViewer;
}

function instantOf(row: RunEventRow): string {
  return new Date(row.at).toISOString();
}
