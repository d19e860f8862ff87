const MAX_LENGTH = 255;

/** `<name> (Draft)`, cut so that it still fits where people type names. */
export function generatedName(name: string, suffix: string): string {
  const kept = Array.from(name).slice(0, MAX_LENGTH - suffix.length - 1);
  return `${kept.join('').trimEnd()} ${suffix}`;
}
