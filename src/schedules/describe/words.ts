/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: string[], last = 'and'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `day`, `2 days`: the number is left out when it is 1. */
export function countOf(count: number, unit: string): string {
  return count === 1 ? unit : `${count} ${unit}s`;
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(value: number): string {
  const isTeen = Math.floor(value / 10) % 10 === 1;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

/** Two digits, as on a clock. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Ascending values in words: runs of three and more become ranges (`1 to 5`), the rest is listed. */
export function valuesInWords(values: number[], write: (value: number) => string): string {
  const words: string[] = [];
  for (let start = 0; start < values.length;) {
    let end = start;
    while (end + 1 < values.length && values[end + 1] === values[end]! + 1) end++;
    const run = values.slice(start, end + 1);
    if (run.length >= 3) words.push(`${write(run[0]!)} to ${write(run.at(-1)!)}`);
    else words.push(...run.map(write));
    start = end + 1;
  }
  return joinWords(words);
}
