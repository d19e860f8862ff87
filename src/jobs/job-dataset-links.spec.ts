import { describe, expect, it } from 'vitest';
import type { Caller } from '../auth/caller.js';
import type { DatasetsService } from '../datasets/datasets.service.js';
import { DomainError } from '../errors/domain-error.js';
import { JobDatasetLinks } from './job-dataset-links.js';

/** A directory of two datasets, in place of the real one: the parsing is what is looked at here. */
const directory = {
  resolveReadable: async (id: string) => (['sales', 'costs'].includes(id) ? { id: `uuid-of-${id}` } : undefined),
} as unknown as DatasetsService;
const links = new JobDatasetLinks(directory);
const caller = {} as Caller;
const refusal = async (input: Record<string, unknown>): Promise<[string, string, string?]> => {
  try {
    await links.resolveAll(input, caller);
    throw new Error('was not refused');
  } catch (error) {
    const { kind, code, details } = error as DomainError;
    return [kind, code, (details as { path: string }[])[0]?.path];
  }
};

describe('dataset links', () => {
  it('are a dataset id, or an object with one', async () => {
    const found = await links.resolveAll(
      { a: 'sales', b: { datasetId: 'costs' }, c: { datasetId: 'costs', snapshots: null } },
      caller,
    );
    expect(found.map((link) => [link.alias, link.datasetId, link.snapshotWhen, link.snapshotDatasetIds])).toEqual([
      ['a', 'uuid-of-sales', null, []],
      ['b', 'uuid-of-costs', null, []],
      ['c', 'uuid-of-costs', null, []],
    ]);
  });

  it('freeze what snapshotDatasets names, each once, as ids or objects; without it the dataset itself', async () => {
    const snapshots = { when: 'after', snapshotDatasets: ['sales', { datasetId: 'costs' }, 'sales'] };
    const [some] = await links.resolveAll({ a: { datasetId: 'sales', snapshots } }, caller);
    expect([some!.snapshotWhen, some!.snapshotDatasetIds]).toEqual(['after', ['uuid-of-sales', 'uuid-of-costs']]);
    const [own] = await links.resolveAll({ a: { datasetId: 'costs', snapshots: { when: 'before' } } }, caller);
    expect(own!.snapshotDatasetIds).toEqual(['uuid-of-costs']);
    const [none] = await links.resolveAll(
      { a: { datasetId: 'costs', snapshots: { when: 'before', snapshotDatasets: [] } } },
      caller,
    );
    expect(none!.snapshotDatasetIds).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a number', 5, 'datasets.x'],
    ['null', null, 'datasets.x'],
    ['a list', ['sales'], 'datasets.x'],
    ['an object without datasetId', {}, 'datasets.x.datasetId'],
    ['a datasetId that is no text', { datasetId: 5 }, 'datasets.x.datasetId'],
    ['an unknown field', { datasetId: 'sales', when: 'before' }, 'datasets.x.when'],
    ['snapshots that are no object', { datasetId: 'sales', snapshots: 'before' }, 'datasets.x.snapshots'],
    ['snapshots without when', { datasetId: 'sales', snapshots: {} }, 'datasets.x.snapshots.when'],
    ['an unknown when', { datasetId: 'sales', snapshots: { when: 'during' } }, 'datasets.x.snapshots.when'],
    [
      'an unknown field of snapshots',
      { datasetId: 'sales', snapshots: { when: 'after', keep: 1 } },
      'datasets.x.snapshots.keep',
    ],
    [
      'snapshotDatasets that are no list',
      { datasetId: 'sales', snapshots: { when: 'after', snapshotDatasets: 'sales' } },
      'datasets.x.snapshots.snapshotDatasets',
    ],
    [
      'a snapshot of a number',
      { datasetId: 'sales', snapshots: { when: 'after', snapshotDatasets: ['sales', 5] } },
      'datasets.x.snapshots.snapshotDatasets[1]',
    ],
  ])('refuse %s with its path', async (_, value, path) => {
    expect(await refusal({ x: value })).toEqual(['malformed', 'VALIDATION_FAILED', path]);
  });

  it.each(['', '1x', 'a b', 'ä', 'a'.repeat(101), '__proto__', 'a.b', 'a/b'])('refuse the alias %j', async (alias) => {
    const input = Object.fromEntries([[alias, 'sales']]);
    expect((await refusal(input)).slice(0, 2)).toEqual(['malformed', 'VALIDATION_FAILED']);
  });

  it('refuse datasets that the caller can’t read, also those to be frozen', async () => {
    expect(await refusal({ x: 'hidden' })).toEqual(['impossible', 'UNKNOWN_DATASET', 'datasets.x.datasetId']);
    const snapshots = { when: 'before', snapshotDatasets: ['hidden'] };
    expect(await refusal({ x: { datasetId: 'sales', snapshots } })).toEqual([
      'impossible',
      'UNKNOWN_DATASET',
      'datasets.x.snapshots.snapshotDatasets',
    ]);
  });

  it('are at most a hundred', async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`a${index}`, 'sales']));
    expect(await refusal(many)).toEqual(['malformed', 'VALIDATION_FAILED', 'datasets']);
  });
});
