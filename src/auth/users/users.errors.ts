import { DomainError } from '../../errors/domain-error.js';

export const userNotFound = (id: string): DomainError =>
  new DomainError('absent', 'USER_NOT_FOUND', `There is no user "${id}".`);

export const nameTaken = (name: string): DomainError =>
  new DomainError(
    'conflict',
    'NAME_TAKEN',
    `"${name}" is taken: users and teams share one namespace. Choose another name.`,
  );

export const lastSuperuser = (): DomainError =>
  new DomainError('conflict', 'LAST_SUPERUSER', 'This is the last active superuser. Make another one first.');

export const invalidTimezone = (timezone: string): DomainError =>
  new DomainError(
    'impossible',
    'INVALID_TIMEZONE',
    `timezone "${timezone}" is not known. Give an IANA name such as "Europe/Berlin".`,
  );

export const passwordElsewhere = (id: string, issuer: string): DomainError =>
  new DomainError('conflict', 'NOT_LOCAL', `"${id}" belongs to the issuer "${issuer}" and can't have a password here.`);
