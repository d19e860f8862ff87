import type { RunFilterDto } from './history-filter.dto.js';
import type { RunFilter } from './history-selects.js';
import { assertPeriod } from './instant.js';

/** The query parameters of the filter, for templated links. */
export const FILTER_NAMES = ['status', 'trigger', 'from', 'to'];

/** @throws DomainError `EMPTY_PERIOD` */
export function filterOf({ status, trigger, from, to }: RunFilterDto): RunFilter {
  assertPeriod({ from, to });
  return { statuses: status, triggers: trigger, from, to };
}

/** The filter as query parameters. */
export function filterInLinks({ statuses, triggers, from, to }: RunFilter): Record<string, string | undefined> {
  return {
    status: statuses?.join(','),
    trigger: triggers?.join(','),
    from: from?.toISOString(),
    to: to?.toISOString(),
  };
}
