import { removeTemporaryDirectory } from '../support/temporary-directory.js';
import { runChaos } from './chaos.js';
import { checkAll } from './checks/check-all.js';
import { groupBy } from './checks/group-by.js';
import type { Evidence } from './evidence/evidence.js';
import { keepEvidence, readEvidence } from './evidence/kept-evidence.js';
import { figuresOf } from './figures.js';
import { readOptions } from './options.js';
import type { ChaosOptions } from './options.js';
import { findingLines, verdictLines } from './report.js';

const startedMs = performance.now();
const say = (line: string): void => console.log(line);
const sayWhen = (line: string): void => say(`${Math.round((performance.now() - startedMs) / 1_000)} s: ${line}`);

const options = readOptions(process.argv.slice(2));
process.exit(options.check === undefined ? await runAndCheck(options) : judge(readEvidence(options.check)));

async function runAndCheck({ nodes, jobs, seconds, seed, mutant, keep }: ChaosOptions): Promise<number> {
  say(`chaos: ${nodes} nodes, ${jobs} jobs, ${seconds} s, seed ${seed}${mutant ? `, mutant ${mutant}` : ''}`);
  const { evidence, endings, faultsSkipped, directory } = await runChaos(options, sayWhen);
  say('');
  say(`faults: ${counted(evidence.faults.map(({ kind }) => kind))}; left out, its target was busy: ${faultsSkipped}`);
  say(`requests: ${counted(evidence.deeds.map(({ kind, status }) => `${kind}:${status ?? 'no answer'}`))}`);
  say(`ledger: ${counted(evidence.ledger.map(inShort))}`);
  say(`exit codes at the end: ${endings.join(', ')}`);
  const exitCode = judge(evidence);
  if (exitCode === 0 && !keep) await removeTemporaryDirectory(directory);
  else say(`journals, logs and evidence.json are in ${keepEvidence(directory, evidence)}`);
  return exitCode;
}

/** @returns 1 when a promise was broken */
function judge(evidence: Evidence): number {
  const verdicts = checkAll(evidence);
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  const lines = ['', ...verdictLines(verdicts), '', ...figuresOf(evidence), ...findingLines(verdicts, evidence), ''];
  for (const line of lines) say(line);
  say(`chaos: ${findings.length === 0 ? 'nothing' : `${findings.length} finding(s)`}, seed ${evidence.seed}`);
  return findings.length === 0 ? 0 : 1;
}

function counted(names: string[]): string {
  const groups = [...groupBy(names, (name) => name)].map(([name, all]) => `${name} ${all.length}`);
  return groups.sort().join(', ');
}

function inShort({ status, reason, final }: Evidence['ledger'][number]): string {
  return `${status}${reason ? `/${reason}` : ''}${final ? '' : ' (not final)'}`;
}
