import { Injectable } from '@nestjs/common';
import { tokenRevoked } from '../token.errors.js';
import type { Caller } from '../caller.js';
import { PrincipalsRepository } from '../principals.repository.js';
import { LOGIN_LIFETIME_SECONDS } from './login-tokens.js';
import type { LoginResultDto, MeDto } from './login.dto.js';

/** Shows callers themselves. */
@Injectable()
export class MePresenter {
  constructor(private readonly principals: PrincipalsRepository) {}

  async me(caller: Caller): Promise<MeDto> {
    const { userId, name, email, timezone, superuser } = caller;
    const names = await this.principals.names(caller.teams.map((team) => team.id));
    const teams = caller.teams.map(({ id, role }) => ({ id, name: names.get(id) ?? id, role }));
    const permissions = [...caller.permissions].sort();
    return { id: userId, userId, name, email, timezone, superuser, permissions, teams };
  }

  async login({ userId, accessToken }: { userId: string; accessToken: string }): Promise<LoginResultDto> {
    const caller = await this.principals.callerOf(userId);
    if (!caller) throw tokenRevoked(`The account "${userId}" was disabled or deleted during the login.`);
    return { accessToken, tokenType: 'Bearer', expiresIn: LOGIN_LIFETIME_SECONDS, user: await this.me(caller) };
  }
}
