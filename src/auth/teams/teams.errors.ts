import { DomainError } from '../../errors/domain-error.js';

export const teamNotFound = (id: string): DomainError =>
  new DomainError('absent', 'TEAM_NOT_FOUND', `There is no team "${id}". GET /api/teams lists them.`);

export const memberNotFound = (userId: string, id: string): DomainError =>
  new DomainError('absent', 'MEMBER_NOT_FOUND', `"${userId}" is not in the team "${id}".`);

export const notAMember = (id: string): DomainError =>
  new DomainError('forbidden', 'NOT_A_MEMBER', `Only members of the team "${id}" and superusers see who is in it.`);

export const noTeamName = (): DomainError =>
  new DomainError(
    'malformed',
    'VALIDATION_FAILED',
    'Give an id such as "analytics", or a name that one can be made of.',
  );
