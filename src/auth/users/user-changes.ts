import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../../database/sql.js';
import { isTimezone } from '../jwt/profile-claims.js';
import { LOCAL_ISSUER } from '../jwt/claims.js';
import { Passwords } from '../login/passwords.js';
import { AccessTokensRepository } from '../tokens/access-tokens.repository.js';
import { invalidTimezone, passwordElsewhere, userNotFound } from './users.errors.js';
import type { UpdateUserDto } from './users.dto.js';
import { UsersRepository } from './users.repository.js';

/** What a change of an account does to its row, and to its tokens. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly users: UsersRepository,
    private readonly accessTokens: AccessTokensRepository,
    private readonly passwords: Passwords,
  ) {}

  /**
   * Columns and values; hashes the password, which takes its time and so comes before any lock. A superuser's word about
   * rights replaces what a token claimed, until a token with other claims comes.
   */
  async columnsOf(wish: UpdateUserDto): Promise<Map<string, unknown>> {
    const { email, timezone, superuser, permissions, password, disabled } = wish;
    if (typeof timezone === 'string' && !isTimezone(timezone)) throw invalidTimezone(timezone);
    const columns: [string, unknown][] = [
      ['email', email],
      ['timezone', timezone],
      ['superuser', superuser],
      ['claimed_superuser', superuser === undefined ? undefined : false],
      ['permissions', permissions && [...new Set<string>(permissions)]],
      ['claimed_permissions', permissions && []],
      ['password_hash', password === undefined ? undefined : await this.passwords.hash(password)],
      ['disabled_at', disabled === undefined ? undefined : disabled ? new Date() : null],
    ];
    return new Map(columns.filter(([, value]) => value !== undefined));
  }

  /** The row is locked. Disabling ends the user's tokens of every kind for good; a new password ends the JWTs. */
  async apply(
    session: SqlSession,
    id: string,
    change: { wish: UpdateUserDto; columns: Map<string, unknown> },
  ): Promise<void> {
    const { wish, columns } = change;
    const before = await this.users.find(id, session);
    if (!before) throw userNotFound(id);
    if (wish.password !== undefined && before.issuer !== LOCAL_ISSUER) throw passwordElsewhere(id, before.issuer);
    if (wish.disabled === before.disabled) columns.delete('disabled_at');
    if (wish.name !== undefined) await this.users.rename(session, id, wish.name);
    await this.users.update(session, id, columns);
    const disables = Boolean(columns.get('disabled_at'));
    if (columns.has('password_hash') || disables) await this.users.endTokens(session, id);
    if (disables) await this.accessTokens.deleteAll(session, id);
  }
}
