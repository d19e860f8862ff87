import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { halPage } from '../../hal/hal-page.js';
import type { HalPage } from '../../hal/hal-page.js';
import type { PageQueryDto } from '../../hal/page-query.dto.js';
import type { Caller } from '../caller.js';
import { accessTokenHash, newAccessTokenText } from './access-token-text.js';
import type { AccessTokenDto, CreateAccessTokenDto, CreatedAccessTokenDto } from './access-tokens.dto.js';
import { AccessTokensRepository } from './access-tokens.repository.js';

const MAX_PER_USER = 100;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A user's own personal access tokens. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly accessTokens: AccessTokensRepository,
    private readonly clock: Clock,
  ) {}

  async create(caller: Caller, wish: CreateAccessTokenDto): Promise<CreatedAccessTokenDto> {
    // A token that could make tokens would live on in them after its expiry or revocation.
    if (caller.accessTokenId !== undefined)
      throw new DomainError(
        'forbidden',
        'LOGIN_NEEDED',
        'A personal access token can’t make others. Use a token from login or from your issuer.',
      );
    const text = newAccessTokenText();
    const { name, representation = null } = wish;
    const token = { id: uuidv7(), userId: caller.userId, name, tokenHash: accessTokenHash(text), representation };
    const created = await this.accessTokens.insert({ ...token, expiresAt: this.expiryOf(wish) }, MAX_PER_USER);
    if (!created)
      throw new DomainError(
        'conflict',
        'TOO_MANY_TOKENS',
        `You hold ${MAX_PER_USER} tokens already. Revoke one you don’t use.`,
      );
    return { ...created, token: text };
  }

  async list(caller: Caller, { limit = 30, start = 0 }: PageQueryDto): Promise<HalPage<AccessTokenDto>> {
    const [items, total] = await Promise.all([
      this.accessTokens.list(caller.userId, limit, start),
      this.accessTokens.count(caller.userId),
    ]);
    return halPage({ rel: 'inf:token', items, start, limit, total, path: '/api/tokens', template: ['limit', 'start'] });
  }

  async revoke(caller: Caller, id: string): Promise<void> {
    if (!UUID.test(id) || !(await this.accessTokens.delete(caller.userId, id)))
      throw new DomainError('absent', 'TOKEN_NOT_FOUND', `You have no token "${id}". GET /api/tokens lists yours.`);
  }

  private expiryOf({ expiresAt }: CreateAccessTokenDto): Date | null {
    if (expiresAt === undefined || expiresAt === null) return null;
    const at = new Date(expiresAt);
    if (Number.isNaN(at.getTime()) || at <= this.clock.now())
      throw new DomainError(
        'impossible',
        'EXPIRY_NOT_AHEAD',
        `expiresAt "${expiresAt}" is not a time ahead. Give a later one, such as "2030-01-01T00:00:00Z".`,
      );
    return at;
  }
}
