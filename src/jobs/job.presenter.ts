import { Injectable } from '@nestjs/common';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { JobDatasetDto } from './job-dataset.dto.js';
import { presentAction } from './job-action.presenter.js';
import { effectivePolicies } from './job-policies.js';
import type { JobDto, JobFlatDto, JobListItemDto, LinkDto } from './job.response.dto.js';
import type { JobDetailRow, JobFlatRow, JobListItemRow } from './job-rows.js';

/** What the page of a job is made of. */
export interface JobPageParts {
  row: JobDetailRow;
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

  listItem(row: JobListItemRow): JobListItemDto {
    return { _links: { self: { href: `/api/jobs/${row.id}` } }, ...listFields(row) };
  }

  detail({ row, level, datasets }: JobPageParts): JobDto {
    const mayEdit = level >= AccessLevel.Edit;
    const driver = this.drivers.get(row.type);
    return {
      ...listFields(row),
      naturalId: row.slug && `${row.ownerId}:${row.slug}`,
      ownerName: row.ownerName,
      heartbeat: iso(row.heartbeat),
      data: mayEdit ? this.driverData.forPeople(row.type, row.data) : {},
      notes: row.notes,
      source: row.source,
      sourceId: row.sourceId,
      editingId: row.editingId,
      version: row.version,
      lastRunAt: iso(row.lastRunAt),
      lastStatus: row.lastStatus,
      ...effectiveFields(row),
      _links: { ...links(row), ...(mayEdit ? editorLinks(row) : {}) },
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
  }

  flat(row: JobFlatRow, principalIds: ReadonlySet<string>): JobFlatDto {
    const { level } = row;
    const maySeeShares = level >= AccessLevel.Share;
    return {
      id: row.id,
      name: row.name,
      type: row.type,
      enabled: row.enabled,
      ownerId: row.ownerId,
      ownerName: row.ownerName,
      naturalId: `${row.ownerId}:${row.slug}`,
      tags: row.tags,
      sharing: row.shares.filter((share) => maySeeShares || principalIds.has(share.principalId)),
      permissions: {
        edit: level >= AccessLevel.Edit,
        write: level >= AccessLevel.Edit,
        delete: level >= AccessLevel.Owner,
        share: maySeeShares,
      },
    };
  }
}

function listFields(row: JobListItemRow): Omit<JobListItemDto, '_links'> {
  return {
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
    nextRunAt: iso(row.nextRunAt),
    startOn: iso(row.startOn),
    endOn: iso(row.endOn),
    lockedAt: iso(row.lockedAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function effectiveFields(row: JobDetailRow) {
  return effectivePolicies(row.policies);
}

function links({ id, editingId }: JobDetailRow): Record<string, LinkDto> {
  const self = `/api/jobs/${id}`;
  return {
    self: { href: self },
    'inf:job-history': { href: `${self}/history` },
    'inf:job-actions': { href: `${self}/actions` },
    'inf:job-datasets': { href: `${self}/datasets` },
    'inf:job-stats': { href: `${self}/stats{?from,to}`, templated: true },
    'inf:job-schedule': { href: `${self}/schedule{?count}`, templated: true },
    'inf:job-tags': { href: `${self}/tags` },
    ...(editingId === null ? { 'inf:job-favorite': { href: `${self}/favorite` } } : {}),
  };
}

/** A draft leads to its original, and to what committing it would change. */
function editorLinks({ id, editingId }: JobDetailRow): Record<string, LinkDto> {
  const own = {
    'inf:job-versions': { href: `/api/jobs/${id}/versions` },
    'inf:job-audit': { href: `/api/jobs/${id}/audit{?limit,start}`, templated: true },
  };
  if (editingId === null) return own;
  return {
    ...own,
    'inf:job-original': { href: `/api/jobs/${editingId}` },
    'inf:job-draft-diff': { href: `/api/jobs/${id}/draft/diff` },
  };
}

function iso(date: Date | null): string | null {
  return date ? date.toISOString() : null;
}
