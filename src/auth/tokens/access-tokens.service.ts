import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditRepository } from '../../audit/audit.repository.js';
import { fieldChanges } from '../../audit/field-changes.js';
import { Clock } from '../../clock/clock.js';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import { DomainError } from '../../errors/domain-error.js';
import { halPage } from '../../hal/hal-page.js';
import type { HalPage } from '../../hal/hal-page.js';
import type { PageQueryDto } from '../../hal/page-query.dto.js';
import type { Caller } from '../caller.js';
import { accessTokenHash, newAccessTokenText } from './access-token-text.js';
import type { AccessTokenDto, CreateAccessTokenDto, CreatedAccessTokenDto } from './access-tokens.dto.js';
import { AccessTokensRepository } from './access-tokens.repository.js';

const MAX_PER_USER = 100;
const FIELDS = ['name', 'representation', 'expiresAt'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A user's own personal access tokens. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly sql: Sql,
    private readonly accessTokens: AccessTokensRepository,
    private readonly audit: AuditRepository,
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
    const expiresAt = this.expiryOf(wish);
    const created = await this.sql.transaction(async (session) => {
      const row = await this.accessTokens.insert(session, { ...token, expiresAt }, MAX_PER_USER);
      if (!row) throw tooManyTokens();
      const changes = fieldChanges({}, { name, representation, expiresAt }, { fields: FIELDS });
      await this.record(session, caller, { tokenId: token.id, action: 'token.created', changes });
      return row;
    });
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
    if (!UUID.test(id)) throw tokenNotFound(id);
    await this.sql.transaction(async (session) => {
      const name = await this.accessTokens.delete(session, caller.userId, id);
      if (name === undefined) throw tokenNotFound(id);
      const changes = { name: { from: name, to: null } };
      await this.record(session, caller, { tokenId: id.toLowerCase(), action: 'token.revoked', changes });
    });
  }

  private record(
    session: SqlSession,
    caller: Caller,
    event: { tokenId: string; action: string; changes: Record<string, unknown> },
  ): Promise<void> {
    const { tokenId: subjectId, action, changes } = event;
    return this.audit.record(session, { actorId: caller.userId, subjectKind: 'token', subjectId, action, changes });
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

function tooManyTokens(): DomainError {
  const message = `You hold ${MAX_PER_USER} tokens already. Revoke one you don’t use.`;
  return new DomainError('conflict', 'TOO_MANY_TOKENS', message);
}

function tokenNotFound(id: string): DomainError {
  return new DomainError('absent', 'TOKEN_NOT_FOUND', `You have no token "${id}". GET /api/tokens lists yours.`);
}
