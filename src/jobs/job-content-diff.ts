import { isDeepStrictEqual } from 'node:util';
import { MASK } from '../secrets/mask.js';
import type { ContentAction, JobSnapshot } from './job-content.js';
import { effectivePolicies } from './job-policies.js';
import type { ResolvedLink } from './job-dataset-links.js';

/** From what to what; `secrets` names the fields that were replaced, whose values nobody is told. */
export interface FieldChange {
  from: unknown;
  to: unknown;
  secrets?: string[];
}

/** What was added to a list, taken from it, or changed within it. */
export interface ListDiff<Item> {
  added: Item[];
  removed: Item[];
  changed: { from: Item; to: Item }[];
}

/** How driver data may be shown: with its secrets masked. */
export type ShowData = (data: Record<string, unknown>) => Record<string, unknown>;

const PLAIN_FIELDS = [
  'name',
  'description',
  'notes',
  'interval',
  'intervalType',
  'timezone',
  'startOn',
  'endOn',
  'enabled',
  'ownerId',
  'workflowId',
] as const;

/** Fields that differ, policies among them with their defaults filled in; data as it may be shown. */
export function changedFields(before: JobSnapshot, after: JobSnapshot, show: ShowData): Record<string, FieldChange> {
  const changes = plainChanges(before, after);
  if (isSame(before.data, after.data)) return changes;
  return { ...changes, data: dataChange(before.data, after.data, show) };
}

/** The same without data: nothing in it needs to be masked. */
export function plainChanges(before: JobSnapshot | undefined, after: JobSnapshot): Record<string, FieldChange> {
  const [was, is] = [
    before && { ...before, ...effectivePolicies(before.policies) },
    { ...after, ...effectivePolicies(after.policies) },
  ];
  const fields = [...PLAIN_FIELDS, ...Object.keys(effectivePolicies({}))] as (keyof typeof is)[];
  const defaults: Partial<typeof is> = effectivePolicies({});
  return Object.fromEntries(
    fields
      .map((field) => [field, { from: (was ?? defaults)[field] ?? null, to: is[field] ?? null }] as const)
      .filter(([, { from, to }]) => !isSame(from, to)),
  );
}

/** How one object of driver data came to be another. */
export function dataChange(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  show: ShowData,
): FieldChange {
  const [from, to] = [show(before), show(after)];
  const [sealedBefore, sealedAfter] = [maskedLeaves(from, before), maskedLeaves(to, after)];
  const secrets = [...sealedAfter].filter(([path, sealed]) => (sealedBefore.get(path) ?? sealed) !== sealed);
  return { from, to, ...(secrets.length > 0 ? { secrets: secrets.map(([path]) => path) } : {}) };
}

export function datasetsDiff(before: ResolvedLink[], after: ResolvedLink[]): ListDiff<ResolvedLink> {
  return listDiff(before, after, (link) => link.alias);
}

export function actionsDiff(before: ContentAction[], after: ContentAction[]): ListDiff<ContentAction> {
  const inOrder = (actions: ContentAction[]): ContentAction[] =>
    actions.map((action) => ({
      ...action,
      attachments: action.attachments.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    }));
  return listDiff(inOrder(before), inOrder(after), (action) => action.id);
}

/** Whether what both have comes in another order. */
export function isReordered(before: ContentAction[], after: ContentAction[]): boolean {
  const common = (actions: ContentAction[], others: ContentAction[]): string[] =>
    actions.map(({ id }) => id).filter((id) => others.some((other) => other.id === id));
  return !isSame(common(before, after), common(after, before));
}

/** Whether two JSON values are the same, whatever the order of keys. */
export function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(before ?? null, after ?? null);
}

function listDiff<Item>(before: Item[], after: Item[], keyOf: (item: Item) => string): ListDiff<Item> {
  const [was, is] = [before, after].map((items) => new Map(items.map((item) => [keyOf(item), item])));
  return {
    added: after.filter((item) => !was!.has(keyOf(item))),
    removed: before.filter((item) => !is!.has(keyOf(item))),
    changed: after
      .map((to) => ({ from: was!.get(keyOf(to)), to }))
      .filter((pair): pair is { from: Item; to: Item } => pair.from !== undefined && !isSame(pair.from, pair.to)),
  };
}

/** Path of each masked value, with the sealed text behind it. */
function maskedLeaves(shown: unknown, stored: unknown, path = ''): Map<string, string> {
  if (shown === MASK) return new Map([[path, JSON.stringify(stored)]]);
  if (shown === null || typeof shown !== 'object') return new Map();
  const within = (key: string): unknown => (stored as Record<string, unknown> | null | undefined)?.[key];
  return new Map(
    Object.entries(shown).flatMap(([key, value]) => [
      ...maskedLeaves(value, within(key), path === '' ? key : `${path}.${key}`),
    ]),
  );
}
