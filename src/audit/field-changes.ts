import { isDeepStrictEqual } from 'node:util';

/** Fields that differ, as `{field: {from, to}}`; dates as ISO text. What `hidden` names is told only to have changed. */
export function fieldChanges(
  before: object,
  after: object,
  options: { fields: readonly string[]; hidden?: readonly string[] },
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const field of options.fields) {
    const from = plain((before as Record<string, unknown>)[field]);
    const to = plain((after as Record<string, unknown>)[field]);
    // Not as text: PostgreSQL gives the keys of jsonb back in an order of its own.
    if (isDeepStrictEqual(from, to)) continue;
    changes[field] = options.hidden?.includes(field) ? { changed: true } : { from, to };
  }
  return changes;
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
