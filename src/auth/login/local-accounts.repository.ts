import { Injectable } from '@nestjs/common';
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
  constructor(private readonly sql: Sql) {}

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
    const changed = await this.sql.execute({
      text: `
        UPDATE users
        SET password_hash = $3, tokens_valid_from = date_trunc('milliseconds', clock_timestamp()), updated_at = now()
        WHERE id = $1 AND password_hash = $2`,
      values: [account.id, account.passwordHash, passwordHash],
    });
    return changed > 0;
  }
}
