import { expect, it } from 'vitest';
import { moveOf } from '../../src/zone-rules/replanning.js';
import { tableRows } from '../support/markdown.js';

const examples = tableRows('docs/scheduling.md', [
  'zone rules before -> now',
  'job',
  'next run before',
  'now',
  'next run after',
  'why',
]);

it.each(examples)('docs/scheduling.md is right about a zone whose rules change: $why', (example) => {
  const [, before, now, ranAt] = /^UTC\+(\d+) -> UTC\+(\d+)(?:, ran (.+))?$/.exec(
    example['zone rules before -> now']!,
  )!;
  const dueAt = new Date(example['next run before']!);
  const job = {
    jobId: '01990000-0000-7000-8000-000000000000',
    intervalType: 'cron' as const,
    interval: example['job']!,
    timezone: `Etc/GMT-${now}`,
    startOn: null,
    endOn: null,
    anchor: new Date('2026-07-01T00:00:00Z'),
    policies: null,
    dueAt,
    occurrenceAt: dueAt,
    lastClaimedFor: ranAt === undefined ? null : new Date(ranAt),
  };
  const start = '2026-07-01T00:00:00.000Z';
  const move = moveOf(
    job,
    {
      kind: 'changed',
      tzFrom: '2024a',
      previousRules: [[start, Number(before) * 60]],
      differsFromMs: Date.parse(start),
      coversUntilMs: Infinity,
    },
    new Date(example['now']!),
  );
  expect((move ? move.to!.dueAt : dueAt).toISOString()).toBe(example['next run after']!.replace('Z', '.000Z'));
});

it('has examples of zones whose rules change', () => {
  expect(examples.length).toBeGreaterThan(3);
});
