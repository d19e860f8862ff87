import { Controller, Get, Param } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiView, InJsonapi } from './api-view.decorator.js';
import type { CollectionDocument, ResourceDocument } from './documents.js';
import { JsonapiService } from './jsonapi.service.js';
import type { ViewRequest } from './view-request.js';
import { View, single } from './view-request.decorator.js';

/** Projects and workflows for clients of JSON:API. */
@ApiTags('Projects')
@Controller('api')
export class ProjectsViewController {
  constructor(private readonly jsonapi: JsonapiService) {}

  /** Lists your projects. */
  @Get('projects')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiView('page')
  projects(@View() request: ViewRequest, @CurrentCaller() caller: Caller): Promise<CollectionDocument> {
    return this.jsonapi.projects(request, caller);
  }

  /** Shows a project. */
  @Get('projects/:id')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiView('one', 400, 403, 404)
  project(
    @View() request: ViewRequest,
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<ResourceDocument> {
    return this.jsonapi.project(request, id, caller);
  }

  /** Lists workflows of one project (`project_id`), or of all your projects. */
  @Get('workflows')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiView('page', 400, 403, 404)
  @ApiQuery({ name: 'project_id', required: false, schema: { type: 'string', format: 'uuid' } })
  workflows(@View() request: ViewRequest, @CurrentCaller() caller: Caller): Promise<CollectionDocument> {
    return this.jsonapi.workflows(request, single(request.query.project_id), caller);
  }

  /** Shows a workflow. */
  @Get('workflows/:id')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiView('one', 400, 403, 404)
  workflow(
    @View() request: ViewRequest,
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<ResourceDocument> {
    return this.jsonapi.workflow(request, id, caller);
  }
}
