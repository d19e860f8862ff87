import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { PageQueryDto } from '../../hal/page-query.dto.js';
import { CurrentCaller } from '../caller.js';
import type { Caller } from '../caller.js';
import { Permission, Permit } from '../permission.js';
import { TeamMembersService } from './team-members.service.js';
import { PutTeamMemberDto, TeamMemberDto, TeamMemberPageDto } from './teams.dto.js';

@ApiTags('Teams')
@ApiBearerAuth()
@Controller('api/teams/:id/members')
export class TeamMembersController {
  constructor(private readonly members: TeamMembersService) {}

  /** Lists who is in a team, for its members and superusers. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: TeamMemberPageDto })
  @ApiProblems(400, 403, 404)
  list(
    @Param('id') id: string,
    @Query() query: PageQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<TeamMemberPageDto> {
    return this.members.list(id, query, caller);
  }

  /** Puts a user into a team, or changes the role there. */
  @Put(':userId')
  @Permit(Permission.TeamAdmin)
  @ApiOkResponse({ type: TeamMemberDto })
  @ApiProblems(400, 403, 404)
  put(
    @Param('id') id: string,
    @Param('userId') userId: string,
    @Body() { role }: PutTeamMemberDto,
    @CurrentCaller() caller: Caller,
  ): Promise<TeamMemberDto> {
    return this.members.put(id, { userId, role }, caller);
  }

  /** Takes a user out of a team. */
  @Delete(':userId')
  @HttpCode(204)
  @Permit(Permission.TeamAdmin)
  @ApiNoContentResponse({ description: 'Taken out' })
  @ApiProblems(403, 404)
  remove(@Param('id') id: string, @Param('userId') userId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.members.remove(id, userId, caller);
  }
}
