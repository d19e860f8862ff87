import type { Evidence } from '../evidence/evidence.js';
import { checkAttempts } from './attempts.js';
import { openCase } from './case-file.js';
import type { CaseFile } from './case-file.js';
import type { Checked, Finding } from './finding.js';
import { checkJournal } from './journal.js';
import { checkNodes } from './nodes.js';
import { checkNonRuns } from './non-runs.js';
import { checkOccurrences } from './occurrences.js';
import { checkPeople } from './people.js';

/** Every check, by what it proves. */
export const CHECKS: Record<string, (file: CaseFile) => Checked> = {
  'every due instant has exactly one fate': checkOccurrences,
  'attempts follow one another': checkAttempts,
  'ledger and journals agree': checkJournal,
  'every non-run has a reason that holds': checkNonRuns,
  'people were told the truth': checkPeople,
  'nobody was declared dead who lived': checkNodes,
  'nothing is left': checkLeft,
};

/** One check with what it found. */
export interface Verdict extends Checked {
  name: string;
}

export function checkAll(evidence: Evidence): Verdict[] {
  const file = openCase(evidence);
  return Object.entries(CHECKS).map(([name, check]) => ({ name, ...check(file) }));
}

/** When nothing falls due any more, everything comes to its end; and what was stopped starts again. */
function checkLeft({ evidence: { left, failures } }: CaseFile): Checked {
  const broken = failures.map((message): Finding => ({ rule: 'out of order', message }));
  const stuck = Object.entries(left).flatMap(([what, jobIds]) =>
    jobIds.map((jobId): Finding => ({ rule: 'left', message: `it is still ${what}`, jobId })),
  );
  return { findings: [...broken, ...stuck], counts: {} };
}
