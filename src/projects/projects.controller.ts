import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import { etagOf } from '../hal/etag.js';
import { CreateProjectDto, ProjectDto, UpdateProjectDto } from './project.dto.js';
import { presentProject } from './project.presenter.js';
import type { ProjectRow } from './project-rows.js';
import { ProjectsService } from './projects.service.js';

@ApiTags('Projects')
@ApiBearerAuth()
@Controller('api/projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  /** Makes a project; you become its owner. Needs the permission permission.projects.create. */
  @Post()
  @Permit(Permission.ProjectsCreate)
  @ApiCreatedResponse({ type: ProjectDto })
  @ApiProblems(400, 403, 409, 422)
  async create(
    @Body() body: CreateProjectDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProjectDto> {
    const project = await this.projects.create(body, caller);
    void reply.header('Location', `/api/projects/${project.id}`);
    return answer(reply, project);
  }

  /** Changes a project. For its admins; `scheduledDeletion` for its owner. */
  @Put(':id')
  @Permit(Permission.Authenticated)
  @ApiIfMatch('the project')
  @ApiOkResponse({ type: ProjectDto })
  @ApiProblems(400, 403, 404, 409, 412, 422)
  async update(
    @Param('id') id: string,
    @Body() body: UpdateProjectDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProjectDto> {
    return answer(reply, await this.projects.update(id, body, { caller, ifMatch }));
  }

  /** The same as PUT. */
  @Patch(':id')
  @Permit(Permission.Authenticated)
  @ApiIfMatch('the project')
  @ApiBody({ type: UpdateProjectDto })
  @ApiOkResponse({ type: ProjectDto })
  @ApiProblems(400, 403, 404, 409, 412, 422)
  patch(
    @Param('id') id: string,
    @Body() body: UpdateProjectDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProjectDto> {
    return this.update(id, body, caller, ifMatch, reply);
  }

  /** Deletes a project with its workflows. Its jobs stay with their owners, disabled. For its owner. */
  @Delete(':id')
  @HttpCode(204)
  @Permit(Permission.Authenticated)
  @ApiIfMatch('the project')
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiProblems(400, 403, 404, 412)
  delete(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.projects.delete(id, { caller, ifMatch });
  }
}

function answer(reply: FastifyReply, project: ProjectRow): ProjectDto {
  void reply.header('ETag', etagOf(project.version));
  return presentProject(project);
}
