import { SetMetadata } from '@nestjs/common';
import type { CustomDecorator } from '@nestjs/common';

/** What a route may demand. Every route declares exactly one with `@Permit`; a route that declares none is refused. */
export const Permission = {
  /** No token needed. */
  Public: 'public',
  /** Any valid token. */
  Authenticated: 'authenticated',
  Superuser: 'superuser',
  JobsCreate: 'permission.jobs.create',
  DatasetsCreate: 'permission.datasets.create',
  ProjectsCreate: 'permission.projects.create',
  /** Admin of the team in `:id`, or superuser. */
  TeamAdmin: 'team:admin',
  JobRead: 'job:read',
  JobRun: 'job:run',
  JobEdit: 'job:edit',
  JobShare: 'job:share',
  JobDelete: 'job:delete',
  JobChangeOwner: 'job:changeOwner',
  DatasetRead: 'dataset:read',
  DatasetEdit: 'dataset:edit',
  DatasetShare: 'dataset:share',
  DatasetDelete: 'dataset:delete',
} as const;
export type Permission = (typeof Permission)[keyof typeof Permission];

export const PERMISSION_METADATA = 'punctual:permission';

/** Declares what a route needs; guards enforce it and the OpenAPI document shows it. */
export function Permit(permission: Permission): CustomDecorator {
  return SetMetadata(PERMISSION_METADATA, permission);
}
