import { DomainError } from '../errors/domain-error.js';
import { parseDateInput } from '../schedules/dates.js';

/** An instant as text: date, time and offset. In a query, `+` has often become a blank. */
const INSTANT = /^(\d{4}-\d\d-\d\d[Tt][\d:.]+)(?:[Zz]|([ +-])(\d\d(?::?\d\d)?))$/;

/** The instant; whatever is none comes back as it is, for a validator to refuse. */
export function toInstant(value: unknown): unknown {
  const [, local, sign, offset] = typeof value === 'string' ? (INSTANT.exec(value) ?? []) : [];
  if (local === undefined) return value;
  try {
    return parseDateInput(
      `${local}${offset === undefined ? 'Z' : `${sign === '-' ? '-' : '+'}${offset}`}`,
      'UTC',
      'start',
    );
  } catch {
    return value;
  }
}

/** @throws DomainError `EMPTY_PERIOD` (400) when the period ends before it begins */
export function assertPeriod({ from, to }: { from?: Date; to?: Date }): void {
  if (!from || !to || from < to) return;
  throw new DomainError(
    'malformed',
    'EMPTY_PERIOD',
    `from (${from.toISOString()}) must be before to (${to.toISOString()}).`,
    [{ path: 'to', message: 'is not after from', value: to.toISOString() }],
  );
}
