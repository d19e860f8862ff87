import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { Caller } from './caller.js';
import { CallersRepository, callerOfRow } from './callers.repository.js';
import { bareTeamName } from './principal-name.js';

/** Whoever can own and be shared with. */
export interface PrincipalRef {
  id: string;
  kind: 'user' | 'team';
  name: string;
}

/** Looks up users and teams for other modules. */
@Injectable()
export class PrincipalsRepository {
  constructor(
    private readonly sql: Sql,
    private readonly callers: CallersRepository,
  ) {}

  /** The principal that `alice`, `team:analytics` or a bare `analytics` means; undefined when there is none. */
  async resolve(input: string): Promise<PrincipalRef | undefined> {
    const bareName = bareTeamName(input);
    if (bareName === undefined) return undefined;
    // Bare names are unique over users and teams, so a bare name can mean only one of them.
    const found = await this.sql.first<PrincipalRef>({
      name: 'principals.resolve',
      text: `SELECT id, kind, name FROM principals WHERE bare_name = $1 AND kind IN ('user', 'team')`,
      values: [bareName],
    });
    return found && (input === bareName || input === found.id) ? found : undefined;
  }

  /** Display names by id; ids that are gone are absent. */
  async names(ids: string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.sql.rows<{ id: string; name: string }>({
      name: 'principals.names',
      text: 'SELECT id, name FROM principals WHERE id = ANY ($1::text[])',
      values: [[...new Set(ids)]],
    });
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** The caller that this user would be now; undefined when gone or disabled. */
  async callerOf(userId: string, session?: SqlSession): Promise<Caller | undefined> {
    const row = await this.callers.byUser(userId, session);
    return row && !row.disabled ? callerOfRow(row) : undefined;
  }

  /**
   * The rights of a run: those its job's owner has at this moment. A team acts with its own grants and those on what it
   * owns, never as a superuser. Undefined when the owner is gone or disabled: then nothing may be read in its name.
   */
  async callerActingFor(ownerId: string): Promise<Caller | undefined> {
    const owner = await this.resolve(ownerId);
    if (owner?.kind !== 'team') return this.callerOf(ownerId);
    return {
      userId: owner.id,
      name: owner.name,
      email: null,
      timezone: null,
      superuser: false,
      permissions: new Set(),
      teams: [{ id: owner.id, role: 'admin' }],
      projects: [],
      representation: null,
    };
  }

  /** Where mail to an owner goes; null for teams, for users without an address, and for those who are gone. */
  async emailOf(ownerId: string): Promise<string | null> {
    const row = await this.sql.first<{ email: string | null }>({
      name: 'principals.emailOf',
      text: 'SELECT email FROM users WHERE id = $1',
      values: [ownerId],
    });
    return row?.email ?? null;
  }
}
