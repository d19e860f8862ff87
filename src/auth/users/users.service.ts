import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../../audit/audit.repository.js';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import { halPage } from '../../hal/hal-page.js';
import type { HalPage } from '../../hal/hal-page.js';
import type { Caller } from '../caller.js';
import { containing } from '../directory-query.dto.js';
import type { DirectoryQueryDto } from '../directory-query.dto.js';
import { PossessionsRepository } from '../possessions.repository.js';
import { isPrincipalName } from '../principal-name.js';
import { userEvent } from './user-events.js';
import { UserChanges } from './user-changes.js';
import { lastSuperuser, nameTaken, userNotFound } from './users.errors.js';
import type { CreateUserDto, UpdateUserDto, UserDto } from './users.dto.js';
import { UsersRepository } from './users.repository.js';
import type { UserRow } from './users.repository.js';

/** What superusers do with accounts. At every moment at least one active superuser is left. */
@Injectable()
export class UsersService {
  constructor(
    private readonly sql: Sql,
    private readonly users: UsersRepository,
    private readonly changes: UserChanges,
    private readonly possessions: PossessionsRepository,
    private readonly audit: AuditRepository,
  ) {}

  async list(query: DirectoryQueryDto): Promise<HalPage<UserDto>> {
    const { limit = 30, start = 0, q } = query;
    const pattern = containing(q);
    const [rows, total] = await Promise.all([this.users.list(pattern, limit, start), this.users.count(pattern)]);
    const template = ['limit', 'start', 'q'];
    const items = rows.map(present);
    return halPage({ rel: 'inf:user', items, start, limit, total, path: '/api/users', template, query: { q } });
  }

  async get(id: string): Promise<UserDto> {
    const user = isPrincipalName(id) ? await this.users.find(id) : undefined;
    if (!user) throw userNotFound(id);
    return present(user);
  }

  async create(wish: CreateUserDto, caller: Caller): Promise<UserDto> {
    const { id, ...rest } = wish;
    const columns = await this.changes.columnsOf(rest);
    await this.sql.transaction(async (session) => {
      if (!(await this.users.insert(session, id, wish.name ?? id))) throw nameTaken(id);
      await this.users.update(session, id, columns);
      await this.audit.record(session, userEvent(caller, undefined, await this.users.find(id, session), wish));
    });
    return this.get(id);
  }

  async update(id: string, wish: UpdateUserDto, caller: Caller): Promise<UserDto> {
    const columns = await this.changes.columnsOf(wish);
    const mayDemote = wish.disabled === true || wish.superuser === false;
    await this.changing(id, mayDemote, async (session) => {
      const before = await this.users.find(id, session);
      await this.changes.apply(session, id, { wish, columns });
      const event = userEvent(caller, before, await this.users.find(id, session), wish);
      if (Object.keys(event.changes ?? {}).length > 0) await this.audit.record(session, event);
    });
    return this.get(id);
  }

  async delete(id: string, caller: Caller): Promise<void> {
    await this.changing(id, true, async (session) => {
      await this.possessions.assertNone(session, id);
      await this.possessions.discardDrafts(session, id);
      const before = await this.users.find(id, session);
      await this.users.delete(session, id);
      await this.audit.record(session, userEvent(caller, before, undefined));
    }).catch((error: unknown) => {
      throw this.possessions.explain(error, id);
    });
  }

  private async changing(id: string, mayDemote: boolean, work: (session: SqlSession) => Promise<void>): Promise<void> {
    if (!isPrincipalName(id)) throw userNotFound(id);
    await this.sql.transaction(async (session) => {
      if (mayDemote) await this.users.lockSuperusers(session);
      if (!(await this.users.lock(session, id))) throw userNotFound(id);
      await work(session);
      if (mayDemote && !(await this.users.hasActiveSuperuser(session))) throw lastSuperuser();
    });
  }
}

function present(user: UserRow): UserDto {
  return { _links: { self: { href: `/api/users/${encodeURIComponent(user.id)}` } }, ...user };
}
