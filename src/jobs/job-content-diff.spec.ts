import { describe, expect, it } from 'vitest';
import { auditedChanges } from './job-content-audit.js';
import { actionsDiff, changedFields, datasetsDiff, isReordered } from './job-content-diff.js';
import type { ContentAction, JobSnapshot } from './job-content.js';

const state: JobSnapshot = {
  type: 'noop',
  ownerId: 'alice',
  name: 'Job',
  description: null,
  notes: null,
  interval: '0 9 * * *',
  intervalType: 'cron',
  timezone: 'UTC',
  startOn: null,
  endOn: null,
  enabled: true,
  data: { url: 'u', auth: { token: 'sealed-1', user: 'a' } },
  policies: {},
  datasets: [],
  actions: [],
};
const step = (id: string, fields: Partial<ContentAction> = {}): ContentAction => ({
  id,
  type: 'noop',
  name: id,
  data: {},
  condition: 'always',
  afterFailures: null,
  enabled: true,
  attachments: [],
  ...fields,
});
const masked = (data: Record<string, unknown>): Record<string, unknown> => ({
  ...data,
  ...(data['auth'] ? { auth: { ...data['auth'], token: '•••' } } : {}),
});

describe('changedFields', () => {
  it('finds nothing in two equal states, whatever the order of keys', () => {
    const same = { ...state, data: { auth: { user: 'a', token: 'sealed-1' }, url: 'u' } };
    expect(changedFields(state, same, masked)).toEqual({});
  });

  it('tells policies one by one, with their defaults', () => {
    const after: JobSnapshot = { ...state, notes: 'n', policies: { overlap: 'queue' } };
    expect(changedFields(state, after, masked)).toEqual({
      notes: { from: null, to: 'n' },
      overlap: { from: 'skip', to: 'queue' },
    });
  });

  it('names replaced secrets and shows none', () => {
    const after = { ...state, data: { url: 'u', auth: { token: 'sealed-2', user: 'a' } } };
    const shown = { url: 'u', auth: { token: '•••', user: 'a' } };
    expect(changedFields(state, after, masked)).toEqual({ data: { from: shown, to: shown, secrets: ['auth.token'] } });
  });

  it('names no secret that stayed, and none that came or went: that is seen', () => {
    const moved = changedFields(state, { ...state, data: { ...state.data, url: 'v' } }, masked);
    expect(moved['data']).not.toHaveProperty('secrets');
    expect(changedFields(state, { ...state, data: { url: 'u' } }, masked)['data']).not.toHaveProperty('secrets');
  });
});

describe('lists', () => {
  it('are compared by alias and by id', () => {
    const link = { alias: 'a', datasetId: '1', snapshotWhen: null, snapshotDatasetIds: [] };
    const other = { ...link, alias: 'b' };
    expect(datasetsDiff([link, other], [{ ...link, datasetId: '2' }])).toEqual({
      added: [],
      removed: [other],
      changed: [{ from: link, to: { ...link, datasetId: '2' } }],
    });
    const renamed = step('1', { name: 'x' });
    expect(actionsDiff([step('1')], [step('2'), renamed])).toEqual({
      added: [step('2')],
      removed: [],
      changed: [{ from: step('1'), to: renamed }],
    });
  });

  it('are reordered when what stays comes in another order', () => {
    expect(isReordered([step('1'), step('2')], [step('3'), step('1'), step('2')])).toBe(false);
    expect(isReordered([step('1'), step('2')], [step('2'), step('1')])).toBe(true);
  });
});

describe('auditedChanges', () => {
  it('tells of data only its changed keys, of actions their names', () => {
    const before = { ...state, actions: [step('1'), step('2')] };
    const after = {
      ...state,
      data: { url: 'v', auth: { token: 'sealed-2', user: 'a' }, body: 'b' },
      actions: [step('2'), step('1', { data: { password: 'sealed' } })],
    };
    expect(auditedChanges(before, after)).toEqual({
      data: { changedKeys: ['auth', 'body', 'url'] },
      actions: { changed: ['1'], reordered: true },
    });
  });

  it('tells what a new job was given', () => {
    const changes = auditedChanges(undefined, { ...state, policies: { maxAttempts: 3 } });
    expect(changes).toMatchObject({ name: { from: null, to: 'Job' }, maxAttempts: { from: 1, to: 3 } });
    expect(Object.keys(changes)).not.toContain('notes');
    expect(Object.keys(changes)).not.toContain('overlap');
  });
});
