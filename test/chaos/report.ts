import type { Verdict } from './checks/check-all.js';
import type { Finding } from './checks/finding.js';
import { groupBy } from './checks/group-by.js';
import { describe } from './checks/occurrences.js';
import type { Evidence } from './evidence/evidence.js';

/** One line per check with what it looked at. */
export function verdictLines(verdicts: Verdict[]): string[] {
  return verdicts.map(({ name, findings, counts }) => {
    const seen = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
    return `${findings.length === 0 ? 'ok    ' : 'FAILED'}  ${name}${seen.length > 0 ? `: ${seen.join(', ')}` : ''}`;
  });
}

/** The first findings of each rule, and all that is known of the jobs they are about. */
export function findingLines(verdicts: Verdict[], evidence: Evidence, most = 3): string[] {
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  return [...groupBy(findings, ({ rule }) => rule)].flatMap(([rule, found]) => [
    '',
    `${rule}: ${found.length} finding(s)`,
    ...found.slice(0, most).flatMap((finding) => [`  ${finding.message}`, ...timeline(finding, evidence)]),
  ]);
}

/** What happened to the job, in the order of time. */
export function timeline({ jobId }: Finding, evidence: Evidence, most = 60): string[] {
  if (jobId === undefined) return [];
  const events: [atMs: number, text: string][] = [];
  for (const deed of evidence.deeds.filter((one) => one.jobId === jobId))
    events.push([
      deed.sentMs,
      `deed ${deed.number} ${deed.kind} at ${deed.node} -> ${deed.status ?? 'no answer'} after ${(deed.answeredMs ?? deed.sentMs) - deed.sentMs} ms ${JSON.stringify(deed.body)}`,
    ]);
  for (const { savedAt, version, content } of evidence.versions.filter((one) => one.jobId === jobId))
    events.push([
      savedAt.getTime(),
      `version ${version} ${content.enabled ? 'enabled' : 'disabled'} ${content.intervalType} ${content.interval} ${content.startOn ?? ''} ${JSON.stringify(content.policies)}`,
    ]);
  for (const row of evidence.ledger.filter((one) => one.jobId === jobId)) {
    if (row.attempt > 0) events.push([row.createdAt.getTime(), `ledger: begin of ${row.id}`]);
    events.push([row.finishedAt.getTime(), `ledger: ${describe(row)}${row.final ? ' final' : ''}`]);
  }
  for (const line of evidence.journal.filter((one) => one.job === jobId))
    events.push([line.atMs, `journal ${line.process}: ${line.e} ${line.how ?? line.cause ?? ''} ${line.run}`]);
  for (const fault of evidence.faults)
    events.push([
      fault.fromMs,
      `fault: ${fault.kind} ${fault.node ?? ''} for ${(fault.toMs ?? fault.fromMs) - fault.fromMs} ms`,
    ]);
  const lines = events
    .sort(([one], [other]) => one - other)
    .map(([atMs, text]) => `      ${new Date(atMs).toISOString()}  ${text}`);
  return [
    `    job ${jobId}`,
    ...lines.slice(0, most),
    ...(lines.length > most ? [`      … ${lines.length - most} more`] : []),
  ];
}
