import type { ContentAction, JobSnapshot } from './job-content.js';
import { actionsDiff, datasetsDiff, isReordered, isSame, plainChanges } from './job-content-diff.js';
import type { ListDiff } from './job-content-diff.js';

/**
 * What the audit trail says of an edit: fields as `{from, to}`, of driver data only which keys changed, of dataset links
 * and actions only their names. Empty when nothing changed. Without a state before: what a new job was given.
 */
export function auditedChanges(before: JobSnapshot | undefined, after: JobSnapshot): Record<string, unknown> {
  const was = before ?? { data: {}, datasets: [], actions: [] };
  const changes: Record<string, unknown> = plainChanges(before, after);
  const keys = changedKeys(was.data, after.data);
  if (keys.length > 0) changes.data = { changedKeys: keys };
  const datasets = named(datasetsDiff(was.datasets, after.datasets), (link) => link.alias);
  if (datasets) changes.datasets = datasets;
  const actions = named(actionsDiff(was.actions, after.actions), (action: ContentAction) => action.name);
  const order = isReordered(was.actions, after.actions) ? { reordered: true } : {};
  if (actions ?? order.reordered) changes.actions = { ...actions, ...order };
  return changes;
}

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isSame(before[key], after[key])).sort();
}

function named<Item>(diff: ListDiff<Item>, nameOf: (item: Item) => string): Record<string, string[]> | undefined {
  const { added, removed, changed } = diff;
  const names = {
    added: added.map(nameOf),
    removed: removed.map(nameOf),
    changed: changed.map(({ to }) => nameOf(to)),
  };
  const filled = Object.entries(names).filter(([, list]) => list.length > 0);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
