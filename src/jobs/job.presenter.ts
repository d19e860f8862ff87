import { Injectable } from '@nestjs/common';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { notServed } from '../ledger/served-queues.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { JobDatasetDto } from './job-dataset.dto.js';
import { presentAction } from './job-action.presenter.js';
import { jobLinks } from './job-links.js';
import { effectivePolicies } from './job-policies.js';
import type { JobDto } from './job.response.dto.js';
import type { JobDetailRow } from './job-rows.js';

/** What the page of a job is made of. */
export interface JobPageParts {
  row: JobDetailRow<string>;
  level: AccessLevel;
  datasets: JobDatasetDto[];
}

/** Turns rows into what clients read. What a level may not see is left out here. */
@Injectable()
export class JobPresenter {
  constructor(
    private readonly driverData: DriverData,
    private readonly drivers: DriverRegistry,
  ) {}

  detail({ row, level, datasets }: JobPageParts): JobDto {
    const mayEdit = level >= AccessLevel.Edit;
    const driver = this.drivers.get(row.type);
    const policies = effectivePolicies(row.policies);
    // Field by field: an object of so many that is spread together costs several times as much.
    const page: JobDto = {
      id: row.id,
      type: row.type,
      name: row.name,
      slug: row.slug,
      description: row.description,
      ownerId: row.ownerId,
      interval: row.interval,
      intervalType: row.intervalType,
      timezone: row.timezone,
      enabled: row.enabled,
      nextRunAt: row.nextRunAt,
      startOn: row.startOn,
      endOn: row.endOn,
      lockedAt: row.lockedAt,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      naturalId: row.slug && `${row.ownerId}:${row.slug}`,
      ownerName: row.ownerName,
      heartbeat: row.heartbeat,
      data: mayEdit ? this.driverData.forPeople(row.type, row.data) : {},
      notes: row.notes,
      source: row.source,
      sourceId: row.sourceId,
      editingId: row.editingId,
      workflowId: row.workflowId,
      version: row.version,
      lastRunAt: row.lastRunAt,
      lastStatus: row.lastStatus,
      pausedAt: row.pausedAt,
      pauseReason: row.pauseReason,
      overlap: policies.overlap,
      catchUp: policies.catchUp,
      catchUpWindowMs: policies.catchUpWindowMs,
      catchUpLimit: policies.catchUpLimit,
      maxAttempts: policies.maxAttempts,
      retryDelayMs: policies.retryDelayMs,
      retryLost: policies.retryLost,
      maxLost: policies.maxLost,
      timeoutMs: policies.timeoutMs,
      jitterMs: policies.jitterMs,
      pauseAfterFailures: policies.pauseAfterFailures,
      overdueAfterMs: policies.overdueAfterMs,
      priority: policies.priority,
      queue: policies.queue,
      concurrencyKey: policies.concurrencyKey,
      concurrencyLimit: policies.concurrencyLimit,
      blackouts: policies.blackouts,
      keepRuns: policies.keepRuns,
      _links: jobLinks(row, level, driver?.type),
      _embedded: {
        'inf:job-datasets': datasets,
        'inf:job-actions': row.actions.map((action) =>
          presentAction(action, mayEdit ? this.driverData.forPeople(action.type, action.data) : {}),
        ),
        'inf:job-driver': driver ? { type: driver.type, title: driver.title, description: driver.description } : null,
      },
      permissions: {
        read: true,
        edit: mayEdit,
        delete: level >= AccessLevel.Owner,
        run: level >= AccessLevel.Run,
      },
    };
    if (!row.isServed) page.warnings = [notServed(policies.queue)];
    return page;
  }
}

/** The page of a job with what else there is to warn of; after a write, none is said to be none. */
export function withWarnings(job: JobDto, warnings: readonly string[]): JobDto {
  return { ...job, warnings: [...warnings, ...(job.warnings ?? [])] };
}
