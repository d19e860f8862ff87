import { MINUTE_MS, SECOND_MS } from './calendar.js';

/** A wall time (see calendar.ts) as `2026-03-29T03:00:00`; milliseconds only when there are some. */
export function formatWall(wallMs: number): string {
  const text = new Date(wallMs).toISOString().slice(0, -1);
  return text.endsWith('.000') ? text.slice(0, -4) : text;
}

/** An instant in a zone of the given offset, as ISO 8601 with that offset: `2026-03-29T03:00:00+02:00`. */
export function formatLocal(instantMs: number, offsetMs: number): string {
  const size = Math.abs(offsetMs);
  const parts = [Math.floor(size / 3_600_000), Math.floor(size / MINUTE_MS) % 60];
  // Only local mean times of the past have seconds in their offset.
  if (size % MINUTE_MS !== 0) parts.push(Math.floor(size / SECOND_MS) % 60);
  const offset = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${formatWall(instantMs + offsetMs)}${offsetMs < 0 ? '-' : '+'}${offset}`;
}

/** The time of day of a wall time: `03:00`, or `03:00:30`, or with milliseconds if it has some. */
export function formatTimeOfDay(wallMs: number): string {
  const time = formatWall(wallMs).slice(11);
  return time.endsWith(':00') ? time.slice(0, -3) : time;
}

/** Date and time of day of a wall time: `2026-01-01 09:00`. */
export function formatDateTime(wallMs: number): string {
  return `${formatWall(wallMs).slice(0, 10)} ${formatTimeOfDay(wallMs)}`;
}
