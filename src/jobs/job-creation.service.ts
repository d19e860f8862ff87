import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { CreateJobDto } from './create-job.dto.js';
import { JobCreationRules } from './job-creation-rules.js';
import { withFields } from './job-field-changes.js';
import { lockDate } from './job-lock.js';
import { JobPermissions } from './job-permissions.js';
import { JobStore } from './job-store.js';
import type { JobRecord } from './jobs.repository.js';

/** Makes jobs. */
@Injectable()
export class JobCreationService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly sql: Sql,
    private readonly permissions: JobPermissions,
    private readonly rules: JobCreationRules,
    private readonly store: JobStore,
  ) {}

  /**
   * Creates a job, its schedule, the owner's grant and its dataset links in one transaction.
   * @returns its UUID and what is missing for a run to succeed
   */
  async create(body: CreateJobDto, caller: Caller): Promise<{ id: string; warnings: string[] }> {
    const ownerId = await this.permissions.ownerForNew(body.ownerId, caller);
    const { data, links, warnings } = await this.rules.check(body, caller);
    const blank = this.blank(body, ownerId, caller);
    return this.sql.transaction(async (session: SqlSession) => {
      const now = await this.store.now(session);
      const job: JobRecord = {
        ...withFields({ ...blank, createdAt: now }, body),
        data,
        lockedAt: lockDate(body, caller, null),
      };
      await this.store.insert(session, job, links);
      return { id: job.id, warnings };
    });
  }

  private blank(body: CreateJobDto, ownerId: string, caller: Caller): Omit<JobRecord, 'createdAt'> {
    return {
      id: uuidv7(),
      type: body.type,
      name: body.name,
      slug: null,
      description: null,
      notes: null,
      ownerId,
      interval: null,
      intervalType: null,
      timezone: caller.timezone ?? this.env.DEFAULT_TIMEZONE,
      startOn: null,
      endOn: null,
      enabled: false,
      lockedAt: null,
      data: {},
      policies: {},
      source: null,
      sourceId: null,
      editingId: null,
      version: 1,
    };
  }
}
