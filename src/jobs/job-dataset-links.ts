import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { DomainError } from '../errors/domain-error.js';
import type { ProblemDetail } from '../errors/domain-error.js';

/** A link with its datasets resolved to UUIDs that the caller can read. */
export interface ResolvedLink {
  alias: string;
  datasetId: string;
  snapshotWhen: 'before' | 'after' | null;
  snapshotDatasetIds: string[];
}

const ALIAS = /^[A-Za-z][A-Za-z0-9_-]{0,99}$/;
const MAX_LINKS = 100;

/** Reads dataset links as people write them: `{alias: "id"}` or `{alias: {datasetId, snapshots}}`. */
@Injectable()
export class JobDatasetLinks {
  constructor(private readonly datasets: DatasetsService) {}

  /**
   * @param seen UUIDs of datasets that were found for this caller a moment ago, by what they were called: for whoever
   *   resolves the links of many jobs
   * @throws DomainError 400 for a malformed link, 422 `UNKNOWN_DATASET` for a dataset that the caller can't read
   */
  async resolveAll(
    input: Record<string, unknown>,
    caller: Caller,
    seen = new Map<string, string>(),
  ): Promise<ResolvedLink[]> {
    const entries = Object.entries(input);
    if (entries.length > MAX_LINKS)
      throw malformed('datasets', `A job links at most ${MAX_LINKS} datasets`, entries.length);
    const links: ResolvedLink[] = [];
    for (const [alias, value] of entries) links.push(await this.resolve(alias, value, caller, seen));
    return links;
  }

  async resolve(
    alias: string,
    value: unknown,
    caller: Caller,
    seen = new Map<string, string>(),
  ): Promise<ResolvedLink> {
    const path = `datasets.${alias}`;
    if (!ALIAS.test(alias))
      throw malformed(
        path,
        `The alias "${alias.slice(0, 100)}" must begin with a letter and hold only letters, digits, _ and -`,
        alias,
      );
    const { datasetId, snapshots } = readLink(path, value);
    const readable = (at: string, id: string): Promise<string> => this.readable(at, id, { caller, seen });
    const linked = await readable(`${path}.datasetId`, datasetId);
    if (!snapshots) return { alias, datasetId: linked, snapshotWhen: null, snapshotDatasetIds: [] };
    const wanted = snapshots.datasetIds ?? [datasetId];
    const frozen: string[] = [];
    for (const id of wanted) frozen.push(await readable(`${path}.snapshots.snapshotDatasets`, id));
    return { alias, datasetId: linked, snapshotWhen: snapshots.when, snapshotDatasetIds: [...new Set(frozen)] };
  }

  private async readable(
    path: string,
    idText: string,
    { caller, seen }: { caller: Caller; seen: Map<string, string> },
  ): Promise<string> {
    const id = seen.get(idText) ?? (await this.datasets.resolveReadable(idText, caller))?.id;
    if (id !== undefined) {
      seen.set(idText, id);
      return id;
    }
    throw new DomainError(
      'impossible',
      'UNKNOWN_DATASET',
      `There is no dataset "${idText}", or you can't see it. GET /api/datasets lists yours.`,
      [{ path, message: 'is not a dataset you can read', value: idText }],
    );
  }
}

function readLink(
  path: string,
  value: unknown,
): { datasetId: string; snapshots?: { when: 'before' | 'after'; datasetIds?: string[] } } {
  if (typeof value === 'string') return { datasetId: value };
  if (!isRecord(value)) throw malformed(path, 'must be a dataset id or an object {datasetId, snapshots?}', value);
  refuseUnknown(path, value, ['datasetId', 'snapshots']);
  if (typeof value.datasetId !== 'string')
    throw malformed(`${path}.datasetId`, 'must be a dataset id', value.datasetId);
  if (value.snapshots === undefined || value.snapshots === null) return { datasetId: value.datasetId };
  return { datasetId: value.datasetId, snapshots: readSnapshots(`${path}.snapshots`, value.snapshots) };
}

function readSnapshots(path: string, value: unknown): { when: 'before' | 'after'; datasetIds?: string[] } {
  if (!isRecord(value)) throw malformed(path, 'must be an object {when, snapshotDatasets}', value);
  refuseUnknown(path, value, ['when', 'snapshotDatasets']);
  const { when, snapshotDatasets } = value;
  if (when !== 'before' && when !== 'after') throw malformed(`${path}.when`, 'must be "before" or "after"', when);
  if (snapshotDatasets === undefined) return { when };
  if (!Array.isArray(snapshotDatasets) || snapshotDatasets.length > MAX_LINKS)
    throw malformed(`${path}.snapshotDatasets`, `must be a list of at most ${MAX_LINKS} dataset ids`, undefined);
  return {
    when,
    datasetIds: snapshotDatasets.map((entry: unknown, index) =>
      readFrozen(`${path}.snapshotDatasets[${index}]`, entry),
    ),
  };
}

function readFrozen(path: string, entry: unknown): string {
  const id = isRecord(entry) ? entry.datasetId : entry;
  if (typeof id !== 'string') throw malformed(path, 'must be a dataset id or {datasetId}', entry);
  return id;
}

function refuseUnknown(path: string, value: Record<string, unknown>, known: string[]): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw malformed(`${path}.${unknown}`, `Unknown field "${path}.${unknown}"`, undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function malformed(path: string, message: string, value: unknown): DomainError {
  const detail: ProblemDetail = {
    path,
    message,
    ...(typeof value === 'string' || typeof value === 'number' ? { value } : {}),
  };
  return new DomainError(
    'malformed',
    'VALIDATION_FAILED',
    `${message.startsWith('must') ? `${path} ` : ''}${message}.`,
    [detail],
  );
}
