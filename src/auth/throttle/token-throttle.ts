import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import { DomainError } from '../../errors/domain-error.js';
import type { TokenBearer } from '../authenticator.js';
import { clientNetwork } from './client-network.js';
import { FailureCounts } from './failure-counts.js';

const WINDOW_MS = 60_000;
const MAX_KEYS = 10_000;
const MOST_KNOWN = 5_000;
const LONGEST = 4_096;
/** What guesses and forgeries end with; an expired token or a disabled account is nobody's guess. */
const GUESSES = new Set(['TOKEN_MALFORMED', 'TOKEN_INVALID', 'TOKEN_REVOKED']);

/** A request, as far as this looks. */
export interface TokenRequest extends TokenBearer {
  ip: string;
}

/**
 * Bounds how often tokens can be tried: TOKEN_FAILURES_PER_MINUTE per address on each node, then what comes with a token
 * is refused unseen. Tokens that have been good before pass, so that others behind the same address go on working.
 */
@Injectable()
export class TokenThrottle {
  private readonly failures: FailureCounts | undefined;
  private readonly good = new Set<string>();

  constructor(@Inject(ENV) env: Pick<Env, 'TOKEN_FAILURES_PER_MINUTE'>, clock: Clock) {
    const most = env.TOKEN_FAILURES_PER_MINUTE;
    if (most > 0)
      this.failures = new FailureCounts({ most, windowMs: WINDOW_MS, maxKeys: MAX_KEYS }, () => clock.monotonicMs());
  }

  /** Does what `authenticate` does. @throws DomainError TOO_MANY_ATTEMPTS with `retryAfterSeconds`, and what it throws */
  async watch<Result>(request: TokenRequest, authenticate: () => Promise<Result>): Promise<Result> {
    const { failures } = this;
    const { authorization } = request.headers;
    if (!failures || authorization === undefined) return authenticate();
    const isGood = this.good.has(authorization);
    if (!isGood && failures.size > 0) failures.assertMayTry(clientNetwork(request.ip));
    try {
      const result = await authenticate();
      if (!isGood) this.remember(authorization);
      return result;
    } catch (error) {
      // A database that is away says nothing about the token.
      if (error instanceof DomainError) this.good.delete(authorization);
      if (error instanceof DomainError && GUESSES.has(error.code)) failures.add(clientNetwork(request.ip));
      throw error;
    }
  }

  /** Of a request whose token is known to be good without asking. */
  noteGood({ headers: { authorization } }: TokenRequest): void {
    if (this.failures && authorization !== undefined && !this.good.has(authorization)) this.remember(authorization);
  }

  private remember(authorization: string): void {
    if (authorization.length > LONGEST) return;
    this.good.add(authorization);
    if (this.good.size > MOST_KNOWN) this.good.delete(this.good.values().next().value ?? '');
  }
}
