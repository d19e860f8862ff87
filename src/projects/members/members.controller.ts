import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/caller.js';
import { Permission, Permit } from '../../auth/permission.js';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { PageQueryDto } from '../../hal/page-query.dto.js';
import { MemberDto, MemberPageDto, PutMemberDto } from './member.dto.js';
import { MembersService } from './members.service.js';

@ApiTags('Projects')
@ApiBearerAuth()
@Controller('api/projects/:id/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  /** Lists who is in a project, for its members. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: MemberPageDto })
  @ApiProblems(400, 403, 404)
  list(@Param('id') id: string, @Query() query: PageQueryDto, @CurrentCaller() caller: Caller): Promise<MemberPageDto> {
    return this.members.page(id, query, caller);
  }

  /** Shows one member and its role. */
  @Get(':userId')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: MemberDto })
  @ApiProblems(400, 403, 404)
  get(@Param('id') id: string, @Param('userId') userId: string, @CurrentCaller() caller: Caller): Promise<MemberDto> {
    return this.members.get(id, userId, caller);
  }

  /** Puts a user into a project, or changes the role there. For admins; `owner` hands it over and is for the owner. */
  @Put(':userId')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: MemberDto })
  @ApiProblems(400, 403, 404, 409, 422)
  put(
    @Param('id') id: string,
    @Param('userId') userId: string,
    @Body() { role }: PutMemberDto,
    @CurrentCaller() caller: Caller,
  ): Promise<MemberDto> {
    return this.members.put(id, { userId, role }, caller);
  }

  /** Takes a user out of a project; everybody but the owner may leave. For admins. */
  @Delete(':userId')
  @HttpCode(204)
  @Permit(Permission.Authenticated)
  @ApiNoContentResponse({ description: 'Taken out' })
  @ApiProblems(400, 403, 404, 409)
  remove(@Param('id') id: string, @Param('userId') userId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.members.remove(id, userId, caller);
  }
}
