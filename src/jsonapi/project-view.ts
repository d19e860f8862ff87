import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { projectsOf, standingIn } from '../auth/project-standing.js';
import type { Enterable } from '../auth/project-standing.js';
import { DomainError } from '../errors/domain-error.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import type { ProjectResourceRow } from './resources.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

type Kind = 'job' | 'project' | 'workflow';

/** Lets through to projects, and to what is in them, by the rule that holds everywhere. */
@Injectable()
export class ProjectView {
  constructor(private readonly repository: JsonapiRepository) {}

  /** @throws DomainError 400 `MALFORMED_ID`, 404 `PROJECT_NOT_FOUND`, 403 `NO_PROJECT_ACCESS` */
  async project(idText: string, caller: Caller): Promise<ProjectResourceRow> {
    const project = await this.repository.project(uuid(idText));
    assertMember(project, caller, { kind: 'project', id: idText });
    return project;
  }

  /** Ids of the projects that the caller sees. */
  async projectIds(caller: Caller): Promise<string[]> {
    return projectsOf(caller) ?? this.repository.projectIds();
  }
}

/** For a project, and for what is in it. @throws DomainError 404 `…_NOT_FOUND`, 403 `NO_PROJECT_ACCESS` */
export function assertMember<Project extends Enterable>(
  project: Project | undefined,
  caller: Caller,
  { kind, id }: { kind: Kind; id: string },
): asserts project is Project {
  const standing = standingIn(project, caller);
  if (standing === 'absent') throw absent(kind, id);
  if (standing === 'outside') throw denied(kind, id);
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** @throws DomainError `MALFORMED_ID` (400) */
export function uuid(text: string): string {
  if (isUuid(text)) return text.toLowerCase();
  throw new DomainError('malformed', 'MALFORMED_ID', `"${text.slice(0, 100)}" is not a UUID.`);
}

export function absent(kind: Kind, id: string): DomainError {
  return new DomainError('absent', `${kind.toUpperCase()}_NOT_FOUND`, `There is no ${kind} "${id}".`);
}

function denied(kind: Kind, id: string): DomainError {
  const what = kind === 'project' ? `the project "${id}"` : `the project of the ${kind} "${id}"`;
  return new DomainError('forbidden', 'NO_PROJECT_ACCESS', `You are not a member of ${what}. Ask one of its admins.`);
}
