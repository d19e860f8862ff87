/** A place in a body; both from 1. */
export interface BodyPosition {
  line: number;
  column: number;
}

/** What is wrong with a body, and where. The message begins with the place: `line 3, column 7: …`. */
export class BodyError extends Error {
  constructor(
    readonly position: BodyPosition,
    reason: string,
  ) {
    super(`${placeText(position)}: ${reason}`);
    this.name = 'BodyError';
  }
}

export function placeText({ line, column }: BodyPosition): string {
  return `line ${line}, column ${column}`;
}

/** The places of offsets in a source. */
export class Positions {
  private readonly lineStarts: number[] = [0];

  constructor(source: string) {
    for (const { index, 0: end } of source.matchAll(/\r\n?|[\n\u2028\u2029]/g))
      this.lineStarts.push(index + end.length);
  }

  at(offset: number): BodyPosition {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }
}
