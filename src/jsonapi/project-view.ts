import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import type { ProjectResourceRow } from './resources.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Who sees which project in this view: its members, and superusers. Unlike elsewhere, a project without access is 403:
 * the second source document says so. One that is scheduled for deletion is gone for all but superusers.
 */
@Injectable()
export class ProjectView {
  constructor(private readonly repository: JsonapiRepository) {}

  /** @throws DomainError 400 `MALFORMED_ID`, 404 `PROJECT_NOT_FOUND`, 403 `ACCESS_DENIED` */
  async project(idText: string, caller: Caller): Promise<ProjectResourceRow> {
    const project = await this.repository.project(uuid(idText));
    if (!project || (project.scheduledDeletion !== null && !caller.superuser)) throw absent('project', idText);
    if (!this.isMember(project.id, caller)) throw denied('project', idText);
    return project;
  }

  isMember(projectId: string, caller: Caller): boolean {
    return caller.superuser || caller.projects.some(({ id }) => id === projectId);
  }

  /** Ids of the projects that the caller sees. */
  async projectIds(caller: Caller): Promise<string[]> {
    return caller.superuser ? this.repository.projectIds() : caller.projects.map(({ id }) => id);
  }
}

/** @throws DomainError `MALFORMED_ID` (400) */
export function uuid(text: string): string {
  if (UUID.test(text)) return text.toLowerCase();
  throw new DomainError('malformed', 'MALFORMED_ID', `"${text.slice(0, 100)}" is not a UUID.`);
}

export function absent(kind: 'job' | 'project' | 'workflow', id: string): DomainError {
  return new DomainError('absent', `${kind.toUpperCase()}_NOT_FOUND`, `There is no ${kind} "${id}".`);
}

export function denied(kind: 'job' | 'project' | 'workflow', id: string): DomainError {
  return new DomainError('forbidden', 'ACCESS_DENIED', `You are no member of the project of ${kind} "${id}".`);
}
