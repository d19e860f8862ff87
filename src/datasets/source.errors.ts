import { DomainError } from '../errors/domain-error.js';

const at = (path: string, message: string): { path: string; message: string }[] => [{ path, message }];

export const rowsMissing = (): DomainError =>
  new DomainError(
    'impossible',
    'ROWS_MISSING',
    'An inline source needs its rows: {"kind":"inline","rows":[{"column":"value"}]}.',
    at('source.rows', 'is missing'),
  );

export const urlRefused = (reason: string): DomainError =>
  new DomainError(
    'impossible',
    'SOURCE_URL_REFUSED',
    `The url of the source can't be used: ${reason}.`,
    at('source.url', reason),
  );

export const headersRefused = (reason: string): DomainError =>
  new DomainError(
    'impossible',
    'SOURCE_HEADERS_REFUSED',
    `The headers of the source can't be used: ${reason}.`,
    at('source.headers', reason),
  );

export const pathRefused = (reason: string): DomainError =>
  new DomainError(
    'impossible',
    'SOURCE_PATH_REFUSED',
    `The path of the source can't be used: ${reason}.`,
    at('source.path', reason),
  );

export const maskUnknown = (name: string): DomainError =>
  new DomainError(
    'impossible',
    'SECRET_UNKNOWN',
    `"•••" keeps a stored value, and there is none for the header "${name}". Send the value.`,
    at(`source.headers.${name}`, 'has no stored value'),
  );

export const secretDestinationChanged = (name: string): DomainError =>
  new DomainError(
    'impossible',
    'SECRET_DESTINATION_CHANGED',
    `The stored value of the header "${name}" is kept for the host it was entered for, and the url now leads elsewhere. Send the value again.`,
    at(`source.headers.${name}`, 'must be sent again'),
  );

export const connectionUnknown = (name: string): DomainError =>
  new DomainError(
    'impossible',
    'UNKNOWN_CONNECTION',
    `This installation has no connection "${name}". Its operator names them in SQL_CONNECTIONS.`,
    at('source.connection', 'is not a connection of this installation'),
  );

export const connectionForbidden = (name: string): DomainError =>
  new DomainError(
    'forbidden',
    'CONNECTION_FORBIDDEN',
    `Queries on the connection "${name}" need the permission permission.connections.${name}. Ask an administrator.`,
  );

export const idRefused = (id: string, rule: string): DomainError =>
  new DomainError('impossible', 'DATASET_ID_REFUSED', `The id "${id}" can't be used: it ${rule}.`, [
    { path: 'id', message: rule, value: id },
  ]);
