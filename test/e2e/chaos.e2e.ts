import { afterAll, describe, expect, it } from 'vitest';
import { runChaos } from '../chaos/chaos.js';
import type { ChaosResult } from '../chaos/chaos.js';
import { findingLines, verdictLines } from '../chaos/report.js';
import { removeTemporaryDirectory } from '../support/temporary-directory.js';

let result: ChaosResult | undefined;
afterAll(() => result && removeTemporaryDirectory(result.directory));

describe('the chaos suite, in short', () => {
  it('finds nothing: no instant lost or doubled, no run unexplained', { timeout: 600_000 }, async () => {
    const options = { nodes: 3, jobs: 40, seconds: 15, seed: 20, faultEveryMs: 1_500, killers: 0, keep: false };
    result = await runChaos(options);
    const { evidence, verdicts, endings } = result;
    const findings = verdicts.flatMap((verdict) => verdict.findings);
    if (findings.length > 0) console.error([...verdictLines(verdicts), ...findingLines(verdicts, evidence)].join('\n'));
    expect(findings).toEqual([]);
    expect(endings).toEqual(['0', '0', '0', '0']);
    // It has looked at something.
    expect(evidence.journal.filter(({ e }) => e === 'start').length).toBeGreaterThan(20);
    expect(evidence.faults.length).toBeGreaterThan(3);
  });
});
