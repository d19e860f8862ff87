// @ts-check

/** The module of the job is the first that its context makes. */
const PLACE = /vm:module\(0\):(\d+)(?::(\d+))?/;
const MAX_MESSAGE = 1_500;

/**
 * @param {any} error what ended the run
 * @param {{ thrown: { error?: any, operation?: number } }} known what the operation threw, before the runtime packed it
 */
export function failureOf(error, { thrown }) {
  const original = thrown.error ?? error;
  const place = placeIn(original?.stack) ?? placeIn(error?.stack);
  return {
    message: messageOf(original).slice(0, MAX_MESSAGE),
    ...(error?.name === 'StateTooLargeError' ? { code: 'state-too-large' } : {}),
    ...(thrown.operation === undefined ? {} : { operation: thrown.operation }),
    ...(place ? { place } : {}),
  };
}

/** @param {unknown} stack */
function placeIn(stack) {
  const [, line, column] = PLACE.exec(typeof stack === 'string' ? stack : '') ?? [];
  return line === undefined ? undefined : { line: Number(line), column: Number(column ?? 1) };
}

/** @param {any} error */
function messageOf(error) {
  if (typeof error === 'string') return error;
  if (error === null || typeof error !== 'object') return String(error);
  const name = error.constructor?.name ?? '';
  const kind = /^(Type|Reference|Range|Syntax|Eval|URI)Error$/.test(name) ? `${name}: ` : '';
  const message = typeof error.message === 'string' && error.message !== '' ? error.message : firstOf(error);
  const cause = typeof error.cause?.message === 'string' ? ` (${error.cause.message})` : '';
  const about =
    typeof error.description === 'string' && !message.includes(error.description) ? `: ${error.description}.` : '';
  const fix = typeof error.fix === 'string' ? ` ${error.fix}` : '';
  return `${kind}${message}${about}${cause}${fix}`;
}

/** What several failures in one have in common is nothing that helps; the first of them is. @param {any} error */
function firstOf(error) {
  if (Array.isArray(error.errors) && error.errors[0]?.message) return String(error.errors[0].message);
  if (error instanceof Error || typeof error.stack === 'string')
    return String(error.name ?? 'an error without a message');
  return JSON.stringify(error) ?? 'an object without a message';
}
