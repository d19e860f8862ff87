import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { SingleEffect } from '../idempotency/single-effect.js';
import { NewOwner } from '../sharing/new-owner.js';
import type { CreateJobDto } from './create-job.dto.js';
import { JobCreationRules } from './job-creation-rules.js';
import { withFields } from './job-field-changes.js';
import { lockDate } from './job-lock.js';
import { JobWorkflows } from './job-workflows.js';
import type { JobRecord } from './jobs.repository.js';
import { NewJobStore } from './new-job-store.js';

/** Makes jobs. */
@Injectable()
export class JobCreationService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly sql: Sql,
    private readonly owners: NewOwner,
    private readonly rules: JobCreationRules,
    private readonly store: NewJobStore,
    private readonly workflows: JobWorkflows,
  ) {}

  /**
   * Creates a job, its schedule, the owner's grant and its dataset links in one transaction.
   * @returns its UUID and what is missing for a run to succeed
   */
  async create(body: CreateJobDto, caller: Caller, effect: SingleEffect): Promise<{ id: string; warnings: string[] }> {
    if (effect.madeBefore !== undefined) return { id: effect.madeBefore, warnings: await this.rules.missing(body) };
    const ownerId = await this.owners.of('job', body.ownerId, caller);
    const { data, links, warnings } = await this.rules.check(body, caller);
    const blank = this.blank(body, ownerId, caller);
    const workflowId = body.workflowId?.toLowerCase() ?? null;
    return this.sql.transaction(async (session: SqlSession) => {
      if (workflowId) await this.workflows.assertMayEnter(session, workflowId, caller);
      const now = await this.store.now(session);
      const job: JobRecord = {
        ...withFields({ ...blank, createdAt: now }, body),
        data,
        workflowId,
        lockedAt: lockDate(body, caller, null),
      };
      await this.store.insert(session, [{ job, parts: { datasets: links, actions: [] } }], caller.userId);
      await effect.made(session, job.id);
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
      workflowId: null,
      editingId: null,
      version: 1,
    };
  }
}
