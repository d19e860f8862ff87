import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { clientNetwork } from './client-network.js';
import { FailureCounts } from './failure-counts.js';

const WINDOW_MS = 5 * 60_000;
const MAX_KEYS = 10_000;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;
const PER_ACCOUNT = 100;

/**
 * Bounds how often passwords can be guessed, on each node, in five minutes: ten failures per account and address, a hundred
 * per address and a hundred per account. The last does not hold for addresses from which the account has logged in: else
 * anybody could lock others out. An attempt counts from its start, so that many at once can't slip through.
 */
@Injectable()
export class LoginThrottle {
  private readonly pairs: FailureCounts;
  private readonly addresses: FailureCounts;
  private readonly accounts: FailureCounts;
  private readonly familiar = new Set<string>();

  constructor(clock: Clock) {
    const counts = (most: number): FailureCounts =>
      new FailureCounts({ most, windowMs: WINDOW_MS, maxKeys: MAX_KEYS }, () => clock.monotonicMs());
    this.pairs = counts(PER_ACCOUNT_AND_ADDRESS);
    this.addresses = counts(PER_ADDRESS);
    this.accounts = counts(PER_ACCOUNT);
  }

  /** Counts an attempt. @throws DomainError TOO_MANY_ATTEMPTS with `retryAfterSeconds` when there were too many */
  begin(account: string, address: string): void {
    const network = clientNetwork(address);
    const pair = pairOf(account, network);
    this.pairs.assertMayTry(pair);
    this.addresses.assertMayTry(network);
    if (!this.familiar.has(pair)) this.accounts.assertMayTry(account);
    this.pairs.add(pair);
    this.addresses.add(network);
    this.accounts.add(account);
  }

  succeeded(account: string, address: string): void {
    const network = clientNetwork(address);
    const pair = pairOf(account, network);
    this.pairs.forget(pair);
    this.addresses.takeBack(network);
    this.accounts.takeBack(account);
    this.familiar.delete(pair);
    this.familiar.add(pair);
    if (this.familiar.size > MAX_KEYS) this.familiar.delete(this.familiar.values().next().value ?? '');
  }
}

function pairOf(account: string, network: string): string {
  return `${account}\0${network}`;
}
