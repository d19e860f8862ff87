import type { NodeRow } from '../evidence/evidence.js';
import type { FaultRecord } from '../load/faults.js';
import type { CaseFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';

/** From the fault to the moment at which others may have noticed it, at the latest. */
const NOTICED_MS = 15_000;
/** What looks like death from outside. A stop is the node's own word. An outage of PostgreSQL is not among these. */
const DEADLY: FaultRecord['kind'][] = ['died', 'kill', 'terminate', 'freeze', 'hiccup', 'cut', 'swallow'];

/** Nobody was declared dead who lived, and at the end everybody has left in order. */
export function checkNodes({ evidence }: CaseFile): Checked {
  const ended = evidence.nodes.filter(({ endedAt }) => endedAt !== null);
  const findings = ended
    .filter((node) => !isExplained(node, evidence))
    .map((node): Finding => ({
      rule: 'declared dead while it lived',
      message: `node ${node.id} (pid ${node.pid}) ended at ${node.endedAt!.toISOString()}, and nothing had happened to it`,
    }));
  for (const node of evidence.nodes.filter(({ endedAt }) => endedAt === null))
    findings.push({
      rule: 'still registered',
      message: `node ${node.id} (pid ${node.pid}) was neither stopped nor found dead`,
    });
  return { findings, counts: { 'node registrations': evidence.nodes.length } };
}

function isExplained({ pid, endedAt }: NodeRow, { boots, faults }: CaseFile['evidence']): boolean {
  const endedMs = endedAt!.getTime();
  const boot = boots.find((one) => one.pid === pid);
  // However late it was noticed: its process was gone.
  if (boot && boot.endedMs !== null && boot.endedMs <= endedMs) return true;
  const name = boot?.node;
  return faults.some(({ kind, node, fromMs, toMs }) => {
    const isItsOwn = kind === 'stopAtTheEnd' || (node === name && DEADLY.includes(kind));
    return isItsOwn && fromMs <= endedMs && endedMs <= (toMs ?? Infinity) + NOTICED_MS;
  });
}
