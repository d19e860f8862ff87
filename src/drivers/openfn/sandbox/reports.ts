/** What the process of a job tells, as far as it can be believed: it may tell anything. */
export type Report =
  | { type: 'log'; line: string }
  | { type: 'operation'; index: number; success: boolean }
  | { type: 'result'; state?: unknown; omittedBytes?: number; keys?: Record<string, unknown> }
  | { type: 'failure'; message: string; code?: string; operation?: number; place?: { line: number; column: number } }
  | { type: 'stuck' };

/** A line of what a process tells; undefined when it makes no sense. Keys that could reach a prototype are left out. */
export function readReport(line: string): Report | undefined {
  let told: unknown;
  try {
    told = JSON.parse(line, (key: string, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
  if (told === null || typeof told !== 'object') return undefined;
  const { type, ...rest } = told as Record<string, unknown>;
  switch (type) {
    case 'log':
      return typeof rest['line'] === 'string' ? { type, line: rest['line'] } : undefined;
    case 'operation':
      return isIndex(rest['index']) ? { type, index: rest['index'], success: rest['success'] === true } : undefined;
    case 'result':
      return resultOf(rest);
    case 'failure':
      return failureOf(rest);
    case 'stuck':
      return { type };
    default:
      return undefined;
  }
}

function resultOf({ state, omittedBytes, keys }: Record<string, unknown>): Report {
  if (!isIndex(omittedBytes)) return { type: 'result', state };
  return { type: 'result', omittedBytes, keys: keys !== null && typeof keys === 'object' ? { ...keys } : {} };
}

function failureOf({ message, code, operation, place }: Record<string, unknown>): Report {
  const { line, column } = (place ?? {}) as Record<string, unknown>;
  return {
    type: 'failure',
    message: typeof message === 'string' ? message : 'it does not say why',
    ...(typeof code === 'string' ? { code } : {}),
    ...(isIndex(operation) ? { operation } : {}),
    ...(isIndex(line) && isIndex(column) ? { place: { line, column } } : {}),
  };
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
