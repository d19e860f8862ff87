import type { Evidence } from './evidence/evidence.js';
import { isConfirmed } from './load/deeds.js';

/** Times that were measured on the way, in milliseconds; they prove nothing, but people ask. */
export function figuresOf({ deeds, journal, ledger, faults }: Evidence): string[] {
  const wasDisturbed = (fromMs: number, toMs: number): boolean =>
    faults.some(
      (fault) => fault.kind !== 'stepClock' && fault.fromMs - 500 <= toMs && fromMs <= (fault.toMs ?? Infinity) + 2_000,
    );
  const aborts = new Map(
    journal.filter(({ e, cause }) => e === 'abort' && cause === 'canceled').map((line) => [line.run, line]),
  );
  const cancels = deeds.flatMap((deed) => {
    const abort = aborts.get(deed.runId ?? '');
    if (deed.kind !== 'cancel' || !isConfirmed(deed) || !abort || abort.atMs < deed.sentMs) return [];
    return [{ ms: abort.atMs - deed.sentMs, isQuiet: !wasDisturbed(deed.sentMs, abort.atMs) }];
  });
  const starts = ledger
    .filter(({ trigger, attempt }) => trigger === 'schedule' && attempt === 1)
    .map((row) => ({ fromMs: row.scheduledFor!.getTime(), toMs: row.createdAt.getTime() }));
  const lost = ledger.filter(({ status, reason }) => status === 'lost' || reason === 'lost_repeatedly');
  return [
    spread(
      'cancel -> AbortSignal, all',
      cancels.map(({ ms }) => ms),
    ),
    spread(
      'cancel -> AbortSignal, while no fault was under way',
      cancels.filter(({ isQuiet }) => isQuiet).map(({ ms }) => ms),
    ),
    spread(
      'due -> start, all first attempts on time',
      starts.map(({ fromMs, toMs }) => toMs - fromMs),
    ),
    spread(
      'due -> start, while no fault was under way',
      starts.filter(({ fromMs, toMs }) => !wasDisturbed(fromMs, toMs)).map(({ fromMs, toMs }) => toMs - fromMs),
    ),
    `runs lost with their node ${lost.length}, of these ended as lost_repeatedly ${lost.filter(({ reason }) => reason === 'lost_repeatedly').length}`,
  ];
}

function spread(name: string, values: number[]): string {
  if (values.length === 0) return `${name}: none`;
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): string =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!)} ms`;
  return `${name}: ${values.length} measured, p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`;
}
