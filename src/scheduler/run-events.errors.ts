import { DomainError } from '../errors/domain-error.js';

export function invalidLastEventId(value: string): DomainError {
  const shown = value.slice(0, 100);
  return new DomainError(
    'malformed',
    'INVALID_LAST_EVENT_ID',
    `Last-Event-ID "${shown}" is not the id of an event of this stream: leave it out to begin at the beginning.`,
    [{ path: 'Last-Event-ID', message: 'is neither a whole number nor "end"', value: shown }],
  );
}

export function tooManyStreams(limit: number): DomainError {
  return new DomainError(
    'tooMany',
    'TOO_MANY_STREAMS',
    `You follow ${limit} runs through this node already. Close a stream, or ask for the run's record now and then.`,
    { limit, retryAfterSeconds: 5 },
  );
}

export function noMoreStreams(limit: number): DomainError {
  return new DomainError(
    'unavailable',
    'STREAMS_EXHAUSTED',
    `This node serves ${limit} streams already. Try again in a while, or ask for the run's record now and then.`,
    { limit, retryAfterSeconds: 10 },
  );
}

export function nodeStopping(): DomainError {
  return new DomainError('unavailable', 'NODE_STOPPING', 'This node stops. Follow the run through another one.', {
    retryAfterSeconds: 2,
  });
}
