import { Inject, Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import { ENV } from '../config/config.module.js';
import { EnvError } from '../config/env.js';
import type { Env } from '../config/env.js';
import { Sql } from '../database/sql.js';
import { Passwords, generatedPassword } from './login/passwords.js';
import { PRINCIPAL_NAME_RULE, isPrincipalName } from './principal-name.js';
import { nameTaken } from './users/users.errors.js';
import { UsersRepository } from './users/users.repository.js';

/** What became of the first superuser at this start. */
export interface FirstSuperuserResult {
  username: string;
  /** Only when it was generated just now: it is stored nowhere, so show it. */
  password?: string;
  created: boolean;
}

/** Makes the account with which an empty installation begins. */
@Injectable()
export class FirstSuperuser {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly sql: Sql,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly audit: AuditRepository,
  ) {}

  /**
   * Makes ADMIN_USERNAME when there is no user at all; of several nodes that start at once, one does.
   * Throws EnvError when ADMIN_USERNAME can't be a user id.
   */
  async ensure(): Promise<FirstSuperuserResult> {
    const { ADMIN_USERNAME: username, ADMIN_PASSWORD: chosen } = this.env;
    if (!isPrincipalName(username)) throw new EnvError([`ADMIN_USERNAME="${username}" ${PRINCIPAL_NAME_RULE}.`]);
    const password = chosen ?? generatedPassword();
    const created = await this.sql.transaction(async (session) => {
      await this.users.lockSuperusers(session);
      if (await this.users.hasUsers(session)) return false;
      if (!(await this.users.insert(session, username, username))) throw nameTaken(username);
      const passwordHash = await this.passwords.hash(password);
      await this.users.update(
        session,
        username,
        new Map<string, unknown>([
          ['superuser', true],
          ['password_hash', passwordHash],
        ]),
      );
      await this.audit.record(session, {
        actorId: null,
        subjectKind: 'user',
        subjectId: username,
        action: 'user.created',
        changes: { superuser: { from: null, to: true } },
      });
      return true;
    });
    return { username, created, ...(created && chosen === undefined ? { password } : {}) };
  }
}
