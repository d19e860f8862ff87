import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { projectPrincipal } from '../auth/project-role.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import { DomainError } from '../errors/domain-error.js';
import {
  AccessLevel,
  LEVEL_OF_PERMISSION,
  LEVEL_OF_PROJECT_ROLE,
  LEVEL_OF_TEAM_ROLE,
  reachOf,
} from './access-level.js';
import type { Accessible } from './access.repository.js';
import { refuseOnDraft } from './draft-operation.js';
import type { GrantRow } from './grants.repository.js';
import { GrantsRepository } from './grants.repository.js';
import type { AccessExplanationDto, AccessSourceDto } from './shares.dto.js';

/** Says why somebody may, or may not, do what with a job. */
@Injectable()
export class AccessExplanationService {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly principals: PrincipalsRepository,
  ) {}

  /** One's own access may be explained by whoever sees the job; others' needs SHARE. @throws DomainError 403, 422 */
  async explain(job: Accessible, principalText: string | undefined, caller: Caller): Promise<AccessExplanationDto> {
    refuseOnDraft(job, 'access is a matter');
    const principalId =
      principalText === undefined ? caller.userId : (await this.principals.resolve(principalText))?.id;
    if (principalId !== caller.userId && job.level < AccessLevel.Share)
      throw new DomainError(
        'forbidden',
        'ACCESS_DENIED',
        'Explaining the access of others needs job:share on this job; leave principalId out for your own.',
      );
    const subject =
      principalId && (principalId === caller.userId ? caller : await this.principals.callerActingFor(principalId));
    if (!principalId || !subject)
      throw new DomainError('impossible', 'UNKNOWN_PRINCIPAL', `There is no active user or team "${principalText}".`);
    const { principalIds } = reachOf(subject);
    const rows = await this.grants.reaching('job', job.id, [...new Set(principalIds)]);
    return explanation(principalId, [...superuser(subject), ...rows.map((row) => sourceOf(row, subject))]);
  }
}

function superuser(subject: Caller): AccessSourceDto[] {
  return subject.superuser
    ? [{ kind: 'superuser', through: subject.userId, role: null, accessLevel: AccessLevel.Owner }]
    : [];
}

function sourceOf(row: GrantRow, subject: Caller): AccessSourceDto {
  const team = subject.teams.find((candidate) => candidate.id === row.principalId);
  const through = row.principalId;
  if (row.source === 'share') return { kind: 'share', through, role: null, accessLevel: row.level };
  const project = subject.projects.find(({ id }) => projectPrincipal(id) === row.principalId);
  if (row.source === 'project')
    return {
      kind: 'projectRole',
      through,
      role: project?.role ?? null,
      accessLevel: project ? LEVEL_OF_PROJECT_ROLE[project.role] : AccessLevel.None,
    };
  if (!team) return { kind: 'owner', through, role: null, accessLevel: AccessLevel.Owner };
  return { kind: 'teamRole', through, role: team.role, accessLevel: LEVEL_OF_TEAM_ROLE[team.role] };
}

function explanation(principalId: string, sources: AccessSourceDto[]): AccessExplanationDto {
  const accessLevel = Math.max(AccessLevel.None, ...sources.map((source) => source.accessLevel));
  const level = Object.entries(AccessLevel)
    .find(([, value]) => value === accessLevel)![0]
    .toUpperCase();
  const permissions = Object.entries(LEVEL_OF_PERMISSION)
    .filter(([name]) => name.startsWith('job:'))
    .map(([name, needed]) => [name, accessLevel >= needed] as const);
  return { principalId, level, accessLevel, sources, permissions: Object.fromEntries(permissions) };
}
