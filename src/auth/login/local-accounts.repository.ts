import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../../audit/audit.repository.js';
import { Sql } from '../../database/sql.js';

/** What a check of a password needs. */
export interface LocalAccount {
  id: string;
  passwordHash: string | null;
  disabled: boolean;
  issuer: string;
  /** The database's clock at this moment, to the millisecond. */
  now: Date;
}

@Injectable()
export class LocalAccountsRepository {
  constructor(
    private readonly sql: Sql,
    private readonly audit: AuditRepository,
  ) {}

  find(userId: string): Promise<LocalAccount | undefined> {
    return this.sql.first<LocalAccount>({
      name: 'localAccounts.find',
      text: `
        SELECT id, password_hash AS "passwordHash", disabled_at IS NOT NULL AS disabled, issuer,
               date_trunc('milliseconds', clock_timestamp()) AS now
        FROM users WHERE id = $1`,
      values: [userId],
    });
  }

  /** Ends every JWT issued before. False when the password was changed by somebody else meanwhile. */
  async changePassword(account: LocalAccount, passwordHash: string): Promise<boolean> {
    return this.sql.transaction(async (session) => {
      const changed = await session.execute({
        text: `
          UPDATE users
          SET password_hash = $3, tokens_valid_from = date_trunc('milliseconds', clock_timestamp()), updated_at = now()
          WHERE id = $1 AND password_hash = $2`,
        values: [account.id, account.passwordHash, passwordHash],
      });
      if (changed > 0)
        await this.audit.record(session, {
          actorId: account.id,
          subjectKind: 'user',
          subjectId: account.id,
          action: 'user.updated',
          changes: { password: { changed: true } },
        });
      return changed > 0;
    });
  }
}
