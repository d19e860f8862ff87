import { Injectable } from '@nestjs/common';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import type { SqlSession } from '../database/sql.js';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { presentAction } from '../jobs/job-action.presenter.js';
import type { JobActionRow } from '../jobs/job-action.presenter.js';
import type { DataWriter } from '../jobs/job-dataset-references.js';
import { JobData } from '../jobs/job-data.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
import { JobPartEdits } from '../jobs/job-part-edits.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import { ACTIONS_CHANGED } from './actions-changed.js';
import { actionNotFound, afterFailuresUnfit, tooManyActions } from './actions.errors.js';
import type { JobActionDto, PostJobActionDto, PutJobActionDto } from './job-action.dto.js';
import { JobActionsRepository } from './job-actions.repository.js';
import { refuseChanged } from './read-only.js';

const MAX_ACTIONS = 50;
const AT_THE_END = 2 ** 31 - 1;

/** Follow-up steps of jobs, as people write them. Each write is an edit of the job. */
@Injectable()
export class JobActionsService {
  constructor(
    private readonly repository: JobActionsRepository,
    private readonly edits: JobPartEdits,
    private readonly jobData: JobData,
    private readonly driverData: DriverData,
    private readonly drivers: DriverRegistry,
  ) {}

  async list(job: Accessible): Promise<JobActionDto[]> {
    const rows = await this.repository.list(job.id);
    return rows.map((row) => this.present(row, job.level));
  }

  /** @throws DomainError `ACTION_NOT_FOUND` */
  async get(job: Accessible, actionId: string): Promise<JobActionDto> {
    const row = (await this.repository.list(job.id)).find(({ id }) => id === actionId.toLowerCase());
    if (!row) throw actionNotFound(actionId);
    return this.present(row, job.level);
  }

  /** @throws DomainError `UNKNOWN_DRIVER`, `DRIVER_RESTRICTED`, `DRIVER_DATA_INVALID`, `UNKNOWN_DATASET`, `TOO_MANY_ACTIONS`, `AFTER_FAILURES_UNFIT`, `VERSION_MISMATCH` */
  async add(edit: JobEditRequest, body: PostJobActionDto): Promise<JobActionDto> {
    const { job, caller } = edit;
    const data = await this.jobData.prepare(body.type, { given: body.data ?? {}, stored: null }, { caller });
    const { condition = 'always', afterFailures = null, enabled = true } = body;
    if (afterFailures !== null && condition !== 'onFailure') throw afterFailuresUnfit(condition);
    const name = body.name ?? this.drivers.get(body.type)?.title ?? body.type;
    const action = { id: uuidv7(), jobId: job.id, type: body.type, name, data, condition, afterFailures, enabled };
    const index = await this.edits.apply(ACTIONS_CHANGED, edit, async (session) => {
      if ((await this.repository.count(session, job.id)) >= MAX_ACTIONS) throw tooManyActions(MAX_ACTIONS);
      await this.repository.insert(session, { ...action, index: MAX_ACTIONS });
      return this.repository.place(session, action, body.index ?? AT_THE_END);
    });
    return this.withWarnings({ ...action, index }, job.level);
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `READ_ONLY_FIELD`, and as `add` */
  async change(edit: JobEditRequest, actionId: string, body: PutJobActionDto): Promise<JobActionDto> {
    const { job, caller } = edit;
    const row = await this.edits.apply(ACTIONS_CHANGED, edit, async (session) => {
      const before = await this.lockedAction(session, job.id, actionId);
      refuseChanged(body, { id: before.id, jobId: before.jobId, type: before.type });
      const after = await this.edited(before, body, { caller, session });
      await this.repository.update(session, after);
      return body.index === undefined
        ? after
        : { ...after, index: await this.repository.place(session, after, body.index) };
    });
    return this.withWarnings(row, job.level);
  }

  /** @throws DomainError `ACTION_NOT_FOUND`, `VERSION_MISMATCH` */
  async remove(edit: JobEditRequest, actionId: string): Promise<void> {
    await this.edits.apply(ACTIONS_CHANGED, edit, async (session) => {
      const action = await this.lockedAction(session, edit.job.id, actionId);
      await this.repository.remove(session, action.id);
      await this.repository.close(session, edit.job.id);
    });
  }

  private async lockedAction(session: SqlSession, jobId: string, actionId: string): Promise<JobActionRow> {
    const action = isUuid(actionId) ? await this.repository.find(session, jobId, actionId) : undefined;
    if (!action) throw actionNotFound(actionId);
    return action;
  }

  private async edited(before: JobActionRow, body: PutJobActionDto, writer: DataWriter): Promise<JobActionRow> {
    const { name = before.name, condition = before.condition, enabled = before.enabled } = body;
    // A number that stays from another condition would come back to life with it.
    const kept = condition === 'onFailure' ? before.afterFailures : null;
    const { afterFailures = kept } = body;
    if (afterFailures !== null && condition !== 'onFailure') throw afterFailuresUnfit(condition);
    const data =
      body.data === undefined
        ? before.data
        : await this.jobData.prepare(before.type, { given: body.data, stored: before.data }, writer);
    return { ...before, name, condition, afterFailures, enabled, data };
  }

  private async withWarnings(row: JobActionRow, level: AccessLevel): Promise<JobActionDto> {
    return { ...this.present(row, level), warnings: await this.driverData.missing(row.type, row.data) };
  }

  private present(row: JobActionRow, level: AccessLevel): JobActionDto {
    return presentAction(row, level >= AccessLevel.Edit ? this.driverData.forPeople(row.type, row.data) : {});
  }
}
