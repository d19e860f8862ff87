import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { PageQueryDto } from '../../hal/page-query.dto.js';
import { CurrentCaller } from '../caller.js';
import type { Caller } from '../caller.js';
import { Permission, Permit } from '../permission.js';
import { AccessTokenPageDto } from './access-token-page.dto.js';
import { CreateAccessTokenDto, CreatedAccessTokenDto } from './access-tokens.dto.js';
import { AccessTokensService } from './access-tokens.service.js';

@ApiTags('Tokens')
@ApiBearerAuth()
@Controller('api/tokens')
export class AccessTokensController {
  constructor(private readonly accessTokens: AccessTokensService) {}

  /** Lists your personal access tokens, never their texts. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: AccessTokenPageDto })
  @ApiProblems(400)
  list(@CurrentCaller() caller: Caller, @Query() query: PageQueryDto): Promise<AccessTokenPageDto> {
    return this.accessTokens.list(caller, query);
  }

  /** Makes a personal access token; its text is in this answer only. */
  @Post()
  @Permit(Permission.Authenticated)
  @ApiCreatedResponse({ type: CreatedAccessTokenDto })
  @ApiProblems(400, 403, 409, 422)
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAccessTokenDto): Promise<CreatedAccessTokenDto> {
    return this.accessTokens.create(caller, body);
  }

  /** Revokes one of your tokens at once. */
  @Delete(':id')
  @HttpCode(204)
  @Permit(Permission.Authenticated)
  @ApiNoContentResponse({ description: 'Revoked' })
  @ApiProblems(404)
  revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.accessTokens.revoke(caller, id);
  }
}
