import { DomainError } from '../errors/domain-error.js';

export const unknownOwner = (ownerId: string): DomainError =>
  new DomainError(
    'impossible',
    'UNKNOWN_PRINCIPAL',
    `There is no user or team "${ownerId}". Users are known once they have logged in.`,
    [{ path: 'ownerId', message: 'is neither a user nor a team', value: ownerId }],
  );

export const handoverRefused = (name: string, present: string, wanted: string): DomainError =>
  new DomainError(
    'forbidden',
    'OWNER_CHANGE_REFUSED',
    `You don't own "${name}", so you may hand it only to a team that its owner ${present} administers: "${wanted}" is none. Ask ${present} to hand it over.`,
    [{ path: 'ownerId', message: `would take the job from ${present}`, value: wanted }],
  );
