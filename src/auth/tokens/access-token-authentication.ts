import { Injectable, Logger } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Caller } from '../caller.js';
import { CallersRepository, callerOfRow } from '../callers.repository.js';
import type { TokenCallerRow } from '../callers.repository.js';
import { tokenExpired, tokenMalformed, tokenRevoked, userDisabled } from '../token.errors.js';
import { accessTokenHash, isAccessTokenText } from './access-token-text.js';
import { AccessTokensRepository } from './access-tokens.repository.js';

const NOTE_USE_EVERY_MS = 60_000;

/** Finds the caller behind a personal access token, and notes its use at most once a minute, beside the request. */
@Injectable()
export class AccessTokenAuthentication implements OnModuleDestroy {
  private readonly logger = new Logger(AccessTokenAuthentication.name);
  private readonly noting = new Map<string, Promise<void>>();

  constructor(
    private readonly callers: CallersRepository,
    private readonly accessTokens: AccessTokensRepository,
    private readonly clock: Clock,
  ) {}

  async authenticate(text: string): Promise<Caller> {
    if (!isAccessTokenText(text)) throw tokenMalformed();
    const found = await this.callers.byTokenHash(accessTokenHash(text));
    if (!found) throw tokenRevoked('This personal access token does not exist or was revoked. Make a new one.');
    if (found.expiresAt && found.expiresAt <= this.clock.now()) throw tokenExpired(found.expiresAt);
    if (found.disabled) throw userDisabled(found.id);
    this.noteUse(found);
    return { ...callerOfRow(found), representation: found.representation, accessTokenId: found.tokenId };
  }

  /** The representation that a token carries; null when it carries none, or is none. */
  async representationOf(text: string): Promise<'hal' | 'jsonapi' | null> {
    if (!isAccessTokenText(text)) return null;
    return (await this.accessTokens.representation(accessTokenHash(text))) ?? null;
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.noting.values());
  }

  private noteUse({ tokenId, lastUsedAt }: TokenCallerRow): void {
    const isRecent = lastUsedAt !== null && this.clock.now().getTime() - lastUsedAt.getTime() < NOTE_USE_EVERY_MS;
    if (isRecent || this.noting.has(tokenId)) return;
    const noted = this.accessTokens
      .noteUse(tokenId)
      .catch((error: Error) => this.logger.warn(`last use of token ${tokenId} was not noted: ${error.message}`))
      .finally(() => this.noting.delete(tokenId));
    this.noting.set(tokenId, noted);
  }
}
