import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { CurrentCaller } from '../caller.js';
import type { Caller } from '../caller.js';
import { DirectoryQueryDto } from '../directory-query.dto.js';
import { Permission, Permit } from '../permission.js';
import { CreateTeamDto, TeamDto, TeamPageDto, UpdateTeamDto } from './teams.dto.js';
import { TeamsService } from './teams.service.js';

@ApiTags('Teams')
@ApiBearerAuth()
@Controller('api/teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  /** Lists all teams in name order: everybody may share with them. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: TeamPageDto })
  @ApiProblems(400)
  list(@Query() query: DirectoryQueryDto, @CurrentCaller() caller: Caller): Promise<TeamPageDto> {
    return this.teams.list(query, caller);
  }

  /** Makes a team without members. */
  @Post()
  @Permit(Permission.Superuser)
  @ApiCreatedResponse({ type: TeamDto })
  @ApiProblems(400, 403, 409)
  create(@Body() body: CreateTeamDto, @CurrentCaller() caller: Caller): Promise<TeamDto> {
    return this.teams.create(body, caller);
  }

  /** Shows a team; `team:analytics` and `analytics` are the same. */
  @Get(':id')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: TeamDto })
  @ApiProblems(404)
  get(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<TeamDto> {
    return this.teams.get(id, caller);
  }

  /** Changes a team's name or description. */
  @Put(':id')
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: TeamDto })
  @ApiProblems(400, 403, 404)
  update(@Param('id') id: string, @Body() body: UpdateTeamDto, @CurrentCaller() caller: Caller): Promise<TeamDto> {
    return this.teams.update(id, body, caller);
  }

  /** Deletes a team that owns no jobs and no datasets. */
  @Delete(':id')
  @HttpCode(204)
  @Permit(Permission.Superuser)
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiProblems(403, 404, 409)
  delete(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.teams.delete(id, caller);
  }
}
