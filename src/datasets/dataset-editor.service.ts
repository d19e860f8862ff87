import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { assertMatches } from '../hal/etag.js';
import type { Accessible } from '../sharing/access.repository.js';
import { DatasetEvents } from './dataset-events.js';
import { DatasetLoadsRepository } from './dataset-loads.repository.js';
import { NewOwner } from '../sharing/new-owner.js';
import { freeSlug } from '../naming/slug.js';
import { SLUG_RULE, isSlug, naturalIdOf, slugOf } from './dataset-slug.js';
import { DatasetSources } from './dataset-sources.service.js';
import type { EnteredSource } from './dataset-sources.service.js';
import type { CreateDatasetDto, UpdateDatasetDto } from './dataset.dto.js';
import { datasetGone, datasetInUse, readOnlyField, slugTaken } from './datasets.errors.js';
import { DatasetsRepository } from './datasets.repository.js';
import type { DatasetRecord, NewDataset } from './datasets.repository.js';
import { LOAD_LIMITS } from './loading/load-limits.js';
import { RowIntake } from './loading/row-intake.js';
import { idRefused } from './source.errors.js';

/** Makes, changes and deletes datasets. Rows that come with a request are stored in the request's own transaction. */
@Injectable()
export class DatasetEditor {
  constructor(
    private readonly sql: Sql,
    private readonly datasets: DatasetsRepository,
    private readonly loads: DatasetLoadsRepository,
    private readonly sources: DatasetSources,
    private readonly owners: NewOwner,
    private readonly events: DatasetEvents,
  ) {}

  /** @throws DomainError DATASET_ID_REFUSED, SLUG_TAKEN, UNKNOWN_PRINCIPAL, OWNER_NOT_PERMITTED and those of DatasetSources */
  async create(input: CreateDatasetDto, caller: Caller): Promise<DatasetRecord> {
    if (input.id !== undefined && !isSlug(input.id)) throw idRefused(input.id, SLUG_RULE);
    const ownerId = await this.owners.of('dataset', input.ownerId, caller);
    const entered = this.sources.read(input.source, caller);
    const { name, description = null } = input;
    const draft = { id: uuidv7(), name, description, ownerId, source: entered.source };
    await this.sql.transaction(async (session) => {
      await this.insert(session, draft, input.id);
      await this.storeRows(session, draft.id, entered);
      await this.events.created(session, caller, { ...draft, hasNewRows: entered.rows !== undefined });
    });
    return this.existing(draft.id);
  }

  /** @throws DomainError READ_ONLY_FIELD, VERSION_MISMATCH and those of DatasetSources */
  async update(
    id: string,
    input: UpdateDatasetDto,
    { caller, ifMatch }: { caller: Caller; ifMatch?: string },
  ): Promise<DatasetRecord> {
    await this.sql.transaction(async (session) => {
      const stored = await this.datasets.lock(session, id);
      if (!stored) throw datasetGone(id);
      assertMatches(ifMatch, stored.version);
      refuseChangedIdentity(input, stored);
      const entered = input.source && this.sources.read(input.source, caller, stored.source);
      const { name = stored.name, description = stored.description } = input;
      await this.datasets.update(session, { id, name, description, source: entered?.source ?? stored.source });
      if (entered) await this.storeRows(session, id, entered);
      const after = { ...stored, name, description, source: entered?.source ?? stored.source };
      await this.events.updated(session, caller, { before: stored, after, hasNewRows: entered?.rows !== undefined });
    });
    await this.loads.deleteOldRetired(id);
    return this.existing(id);
  }

  /** @throws DomainError DATASET_IN_USE, VERSION_MISMATCH */
  async delete({ id, name }: Accessible, { caller, ifMatch }: { caller: Caller; ifMatch?: string }): Promise<void> {
    const jobs = await this.datasets.countJobs(id);
    if (jobs > 0) throw datasetInUse(name, jobs);
    try {
      await this.sql.transaction(async (session) => {
        const stored = await this.datasets.lock(session, id);
        if (!stored) throw datasetGone(id);
        assertMatches(ifMatch, stored.version);
        await this.datasets.delete(session, id);
        await this.events.deleted(session, caller, stored);
      });
    } catch (error) {
      // A job was linked to it between the count and the delete; PostgreSQL 18 has a code of its own for RESTRICT.
      if (['23503', '23001'].includes(String((error as { code?: unknown }).code)))
        throw datasetInUse(name, await this.datasets.countJobs(id));
      throw error;
    }
  }

  private async insert(
    session: SqlSession,
    draft: Omit<NewDataset, 'slug'>,
    explicit: string | undefined,
  ): Promise<void> {
    if (explicit !== undefined) {
      if (await this.datasets.insert(session, { ...draft, slug: explicit })) return;
      throw slugTaken(draft.ownerId, explicit);
    }
    const base = slugOf(draft.name);
    // Somebody may take a slug between the look and the insert: look again.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const slug = freeSlug(base, await this.datasets.slugsLike(session, draft.ownerId, base));
      if (await this.datasets.insert(session, { ...draft, slug })) return;
    }
    throw slugTaken(draft.ownerId, base);
  }

  private async storeRows(session: SqlSession, datasetId: string, { source, rows }: EnteredSource): Promise<void> {
    if (!rows) return;
    const intake = new RowIntake(LOAD_LIMITS);
    for (const row of rows) intake.accept({ columns: Object.keys(row), json: JSON.stringify(row) });
    const loadId = await this.loads.begin(datasetId, session);
    if (!loadId) throw datasetGone(datasetId);
    await this.loads.fill(session, loadId, rows);
    const load = { id: loadId, rowCount: intake.rowCount, columns: intake.columns, source };
    if (!(await this.loads.adopt(session, datasetId, load))) throw datasetGone(datasetId);
  }

  private async existing(id: string): Promise<DatasetRecord> {
    const dataset = await this.datasets.find(id);
    if (!dataset) throw datasetGone(id);
    return dataset;
  }
}

function refuseChangedIdentity(input: UpdateDatasetDto, stored: DatasetRecord): void {
  const { id: uuid, slug: id, ownerId } = stored;
  const identity = { id, uuid, ownerId, naturalId: naturalIdOf(ownerId, id) };
  for (const [field, value] of Object.entries(identity)) {
    const given = input[field as keyof typeof identity];
    if (given !== undefined && given !== value) throw readOnlyField(field, value);
  }
}
