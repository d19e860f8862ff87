import { Body, Controller, Get, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { CurrentCaller } from '../caller.js';
import type { Caller } from '../caller.js';
import { Permission, Permit } from '../permission.js';
import { ChangePasswordDto, LoginDto, LoginResultDto, MeDto } from './login.dto.js';
import { LoginService } from './login.service.js';
import { MePresenter } from './me.presenter.js';

@ApiTags('Auth')
@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly logins: LoginService,
    private readonly presenter: MePresenter,
  ) {}

  /** Gives a token for a user name and a password. */
  @Post('login')
  @HttpCode(200)
  @Permit(Permission.Public)
  @ApiSecurity({})
  @ApiOkResponse({ type: LoginResultDto })
  @ApiProblems(400, 403, 429)
  async login(@Body() body: LoginDto, @Ip() address: string): Promise<LoginResultDto> {
    return this.presenter.login(await this.logins.login(body, address));
  }

  /** Tells who you are, your teams and your permissions. */
  @Get('me')
  @Permit(Permission.Authenticated)
  @ApiBearerAuth()
  @ApiOkResponse({ type: MeDto })
  @ApiProblems()
  me(@CurrentCaller() caller: Caller): Promise<MeDto> {
    return this.presenter.me(caller);
  }

  /** Changes your password and ends every token that you got by login or from an issuer before. */
  @Post('password')
  @HttpCode(204)
  @Permit(Permission.Authenticated)
  @ApiBearerAuth()
  @ApiNoContentResponse({ description: 'Changed' })
  @ApiProblems(400, 403, 409, 429)
  changePassword(
    @CurrentCaller() caller: Caller,
    @Body() body: ChangePasswordDto,
    @Ip() address: string,
  ): Promise<void> {
    return this.logins.changePassword(caller, body, address);
  }
}
