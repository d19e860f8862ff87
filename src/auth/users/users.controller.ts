import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { DirectoryQueryDto } from '../directory-query.dto.js';
import { CurrentCaller } from '../caller.js';
import type { Caller } from '../caller.js';
import { Permission, Permit } from '../permission.js';
import { CreateUserDto, UpdateUserDto, UserDto, UserPageDto } from './users.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('Users')
@ApiBearerAuth()
@Controller('api/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** Lists accounts in name order. */
  @Get()
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: UserPageDto })
  @ApiProblems(400, 403)
  list(@Query() query: DirectoryQueryDto): Promise<UserPageDto> {
    return this.users.list(query);
  }

  /** Makes a local account. */
  @Post()
  @Permit(Permission.Superuser)
  @ApiCreatedResponse({ type: UserDto })
  @ApiProblems(400, 403, 409, 422)
  create(@Body() body: CreateUserDto, @CurrentCaller() caller: Caller): Promise<UserDto> {
    return this.users.create(body, caller);
  }

  /** Shows an account. */
  @Get(':id')
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(403, 404)
  get(@Param('id') id: string): Promise<UserDto> {
    return this.users.get(id);
  }

  /** Changes what is given of an account; null clears email and timezone. */
  @Put(':id')
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(400, 403, 404, 409, 422)
  update(@Param('id') id: string, @Body() body: UpdateUserDto, @CurrentCaller() caller: Caller): Promise<UserDto> {
    return this.users.update(id, body, caller);
  }

  /**
   * Deletes an account that owns no jobs and no datasets.
   * @remarks Another valid token from outside would bring it back: to keep somebody out, disable the account.
   */
  @Delete(':id')
  @HttpCode(204)
  @Permit(Permission.Superuser)
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiProblems(403, 404, 409)
  delete(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.users.delete(id, caller);
  }
}
