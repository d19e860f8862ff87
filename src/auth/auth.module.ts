import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuditModule } from '../audit/audit.module.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { Authenticator } from './authenticator.js';
import { CallersRepository } from './callers.repository.js';
import { FirstSuperuser } from './first-superuser.js';
import { IdentitiesRepository } from './identities.repository.js';
import { IdentityRecorder } from './identity-recorder.js';
import { ClaimsReader } from './jwt/claims-reader.js';
import { JwtAuthentication } from './jwt/jwt-authentication.js';
import { AuthController } from './login/auth.controller.js';
import { LocalAccountsRepository } from './login/local-accounts.repository.js';
import { LoginService } from './login/login.service.js';
import { LoginTokens } from './login/login-tokens.js';
import { MePresenter } from './login/me.presenter.js';
import { Passwords } from './login/passwords.js';
import { PossessionsRepository } from './possessions.repository.js';
import { PrincipalsRepository } from './principals.repository.js';
import { TeamMembersController } from './teams/team-members.controller.js';
import { TeamMembersRepository } from './teams/team-members.repository.js';
import { TeamMembersService } from './teams/team-members.service.js';
import { TeamsController } from './teams/teams.controller.js';
import { TeamsRepository } from './teams/teams.repository.js';
import { TeamsService } from './teams/teams.service.js';
import { LoginThrottle } from './throttle/login-throttle.js';
import { TokenThrottle } from './throttle/token-throttle.js';
import { AccessTokenAuthentication } from './tokens/access-token-authentication.js';
import { AccessTokensController } from './tokens/access-tokens.controller.js';
import { AccessTokensRepository } from './tokens/access-tokens.repository.js';
import { AccessTokensService } from './tokens/access-tokens.service.js';
import { UserChanges } from './users/user-changes.js';
import { UsersController } from './users/users.controller.js';
import { UsersRepository } from './users/users.repository.js';
import { UsersService } from './users/users.service.js';

/** Who is calling: tokens, login, users and teams. */
@Module({
  imports: [PassportModule, AuditModule],
  controllers: [AuthController, AccessTokensController, UsersController, TeamsController, TeamMembersController],
  providers: [
    AuthenticationGuard,
    Authenticator,
    JwtAuthentication,
    ClaimsReader,
    IdentityRecorder,
    IdentitiesRepository,
    CallersRepository,
    PrincipalsRepository,
    PossessionsRepository,
    AccessTokenAuthentication,
    AccessTokensService,
    AccessTokensRepository,
    LoginService,
    LoginTokens,
    LoginThrottle,
    TokenThrottle,
    LocalAccountsRepository,
    Passwords,
    MePresenter,
    FirstSuperuser,
    UsersService,
    UserChanges,
    UsersRepository,
    TeamsService,
    TeamsRepository,
    TeamMembersService,
    TeamMembersRepository,
  ],
  exports: [AuthenticationGuard, Authenticator, PrincipalsRepository, FirstSuperuser],
})
export class AuthModule {}
