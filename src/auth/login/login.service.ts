import { Injectable } from '@nestjs/common';
import { DomainError } from '../../errors/domain-error.js';
import type { Caller } from '../caller.js';
import { LOCAL_ISSUER } from '../jwt/claims.js';
import { isPrincipalName } from '../principal-name.js';
import type { ChangePasswordDto, LoginDto } from './login.dto.js';
import { LocalAccountsRepository } from './local-accounts.repository.js';
import type { LocalAccount } from './local-accounts.repository.js';
import { LoginThrottle } from '../throttle/login-throttle.js';
import { LoginTokens } from './login-tokens.js';
import { Passwords } from './passwords.js';

/** Checks passwords of local accounts. */
@Injectable()
export class LoginService {
  constructor(
    private readonly accounts: LocalAccountsRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly tokens: LoginTokens,
  ) {}

  /** Gives a token. Why a login fails is not told: no such user, no password, disabled and wrong password look alike. */
  async login({ username, password }: LoginDto, address: string): Promise<{ userId: string; accessToken: string }> {
    this.tokens.assertOn();
    this.throttle.begin(username, address);
    const account = isPrincipalName(username) ? await this.accounts.find(username) : undefined;
    const matches = await this.passwords.verify(account?.passwordHash, password);
    if (!account || !matches || !mayLogIn(account)) throw loginFailed();
    this.throttle.succeeded(username, address);
    return { userId: account.id, accessToken: this.tokens.issue(account.id, account.now) };
  }

  /** Also ends all JWTs that the user got before; personal access tokens stay. */
  async changePassword(caller: Caller, change: ChangePasswordDto, address: string): Promise<void> {
    const account = await this.accounts.find(caller.userId);
    if (!account?.passwordHash) throw noPassword(caller.userId);
    this.throttle.begin(caller.userId, address);
    if (!(await this.passwords.verify(account.passwordHash, change.currentPassword))) throw wrongPassword();
    this.throttle.succeeded(caller.userId, address);
    const changed = await this.accounts.changePassword(account, await this.passwords.hash(change.newPassword));
    if (!changed) throw wrongPassword();
  }
}

function mayLogIn(account: LocalAccount): boolean {
  return !account.disabled && account.issuer === LOCAL_ISSUER;
}

function loginFailed(): DomainError {
  return new DomainError('unauthenticated', 'LOGIN_FAILED', 'Wrong user name or password.');
}

function wrongPassword(): DomainError {
  return new DomainError('forbidden', 'WRONG_PASSWORD', 'currentPassword is not your password. Nothing was changed.');
}

function noPassword(userId: string): DomainError {
  return new DomainError('conflict', 'NO_PASSWORD', `"${userId}" has no password here, so there is none to change.`);
}
