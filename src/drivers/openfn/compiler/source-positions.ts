import type { MagicString } from 'magic-string';
import type { BodyPosition } from './body-error.js';

/** Where a place in the edited text comes from: the last character of the original at or before it in its line. */
export function originalPosition(text: MagicString, { line, column }: BodyPosition): BodyPosition | undefined {
  const { mappings } = text.generateDecodedMap({ hires: true });
  const segments = (mappings[line - 1] ?? []).filter((segment) => segment.length >= 4);
  const [, , originalLine, originalColumn] = segments.findLast(([start]) => start < column) ?? segments[0] ?? [];
  if (originalLine === undefined || originalColumn === undefined) return undefined;
  return { line: originalLine + 1, column: originalColumn + 1 };
}
