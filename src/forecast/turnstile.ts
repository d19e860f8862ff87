import { DomainError } from '../errors/domain-error.js';

const MOST_WAITING = 8;

/** One at a time, the others wait: what is let through needs much of the processor. */
export class Turnstile {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @throws DomainError `FORECAST_BUSY` when too many wait already */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= MOST_WAITING)
      throw new DomainError(
        'unavailable',
        'FORECAST_BUSY',
        `${MOST_WAITING} forecasts are being computed or wait on this node. Ask again in a moment.`,
        { retryAfterSeconds: 5 },
      );
    this.#waiting += 1;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}
