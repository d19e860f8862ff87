import type { ProjectRole } from '../auth/project-role.js';

/** A project as stored. */
export interface ProjectRow {
  /** UUID. */
  id: string;
  name: string;
  description: string | null;
  /** How many runs of its jobs at once, at most; null: no limit. */
  concurrency: number | null;
  /** Set: it is there for superusers only. */
  scheduledDeletion: Date | null;
  /** Counts people's edits; the ETag. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A workflow as stored; deleted ones are not read. */
export interface WorkflowRow {
  /** UUID. */
  id: string;
  projectId: string;
  name: string;
  /** How many runs of its jobs at once, at most; null: no limit. */
  concurrency: number | null;
  /** Counts people's edits; the ETag. */
  lockVersion: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A user in a project. */
export interface MemberRow {
  userId: string;
  /** Display name. */
  name: string;
  role: ProjectRole;
}
