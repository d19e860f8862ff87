import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { JwksClient } from 'jwks-rsa';
import type { SigningKey } from 'jwks-rsa';
import type { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { tokenInvalid } from '../token.errors.js';

const MAX_AGE_MS = 10 * 60_000;
const COOL_DOWN_MS = 10_000;

interface KnownKey {
  key: KeyObject;
  alg: string | undefined;
}

/**
 * The issuer's public keys as KeyObjects (a PEM text costs five times as much per verification), by `kid`.
 * They are fetched anew every ten minutes, so that withdrawn keys end, and for an unknown `kid` at most every ten seconds,
 * so that invented ones can neither flood the issuer nor hold up a rotation. While the issuer is away, known keys stay good.
 */
export class JwksKeys {
  private readonly logger = new Logger(JwksKeys.name);
  private readonly client: JwksClient;
  private keys = new Map<string | undefined, KnownKey>();
  private loadedMs = -Infinity;
  private triedMs = -Infinity;
  private reachable = true;
  private refreshing: Promise<void> | undefined;

  constructor(
    jwksUri: string,
    private readonly clock: Clock,
  ) {
    this.client = new JwksClient({ jwksUri, cache: false, rateLimit: false, timeout: 3_000 });
  }

  /** The key for a token's header. Throws TOKEN_INVALID when the issuer has none, JWKS_UNAVAILABLE when it can't be asked. */
  async find(kid: string | undefined, alg: string): Promise<KeyObject> {
    const now = this.clock.monotonicMs();
    const isFresh = this.lookUp(kid) !== undefined && now - this.loadedMs < MAX_AGE_MS;
    if (!isFresh && (this.refreshing || now - this.triedMs >= COOL_DOWN_MS)) await this.refresh();
    const known = this.lookUp(kid);
    if (!known && !this.reachable)
      throw new DomainError(
        'unavailable',
        'JWKS_UNAVAILABLE',
        'The keys of the token issuer can’t be fetched right now. Try again.',
      );
    if (!known) throw tokenInvalid('its issuer has no key for it (unknown "kid")');
    if (known.alg !== undefined && known.alg !== alg) throw tokenInvalid(`its key is for ${known.alg}, not for ${alg}`);
    return known.key;
  }

  /** A token without `kid` is unambiguous only while there is one key. */
  private lookUp(kid: string | undefined): KnownKey | undefined {
    if (kid !== undefined) return this.keys.get(kid);
    return this.keys.size === 1 ? [...this.keys.values()][0] : undefined;
  }

  private refresh(): Promise<void> {
    this.refreshing ??= this.load().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async load(): Promise<void> {
    this.triedMs = this.clock.monotonicMs();
    try {
      const found = await this.client.getSigningKeys();
      this.keys = new Map(found.map((key) => [key.kid, { key: createPublicKey(pemOf(key)), alg: key.alg }]));
      this.loadedMs = this.clock.monotonicMs();
      this.reachable = true;
    } catch (error) {
      this.reachable = false;
      this.logger.warn(`JWT_JWKS_URI: fetching keys failed: ${(error as Error).message}`);
    }
  }
}

function pemOf(key: SigningKey): string {
  return key.getPublicKey();
}
