import { describe, expect, it } from 'vitest';
import { idInCopy, rekeyed } from '../jobs/job-content.js';
import type { JobSnapshot } from '../jobs/job-content.js';
import { committableContent, draftName } from './draft-content.js';

const DRAFT_ID = '01900000-0000-7000-8000-00000000000d';
const [FIRST, FILE, ADDED] = [1, 2, 3].map((n) => `01900000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const attachments = [{ id: FILE, type: 'file' as const, name: 'f', data: {}, fileId: null }];
const action = { type: 'noop', name: 'a', data: {}, condition: 'always' as const, afterFailures: null, enabled: true };
const original = {
  name: 'Job',
  ownerId: 'alice',
  datasets: [],
  actions: [{ ...action, id: FIRST, attachments }],
} as unknown as JobSnapshot;
const draft: JobSnapshot = {
  ...rekeyed(original, (id) => idInCopy(id, DRAFT_ID)),
  name: draftName('Job'),
  ownerId: 'bob',
};

describe('committableContent', () => {
  it('is the original again when nothing was changed', () => {
    expect(draft.actions[0]!.id).not.toBe(FIRST);
    expect(committableContent(draft, DRAFT_ID, { base: original, present: original })).toEqual(original);
  });

  it('gives old ids to what the draft still has, and leaves new ones', () => {
    const added = { ...action, id: ADDED, attachments: [] };
    const edited = { ...draft, actions: [added, ...draft.actions] };
    const emptied = { ...original, actions: [] };
    const { actions } = committableContent(edited, DRAFT_ID, { base: original, present: emptied });
    expect(actions.map(({ id }) => id)).toEqual([ADDED, FIRST]);
    expect(actions[1]!.attachments[0]!.id).toBe(FILE);
  });

  it('takes the suffix off a generated name only', () => {
    const named = (name: string): string =>
      committableContent({ ...draft, name }, DRAFT_ID, { base: original, present: { ...original, name: 'New' } }).name;
    expect(named('Job (Draft)')).toBe('Job');
    expect(named('Mine (Draft)')).toBe('Mine (Draft)');
  });
});

describe('draftName', () => {
  it('fits into 255 characters and cuts no character in two', () => {
    expect(draftName('Daily Sales Report')).toBe('Daily Sales Report (Draft)');
    const long = draftName('😀'.repeat(255));
    expect(Array.from(long)).toHaveLength(255);
    expect(long).not.toMatch(/\p{Surrogate}/u);
  });
});
