import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiView, InJsonapi } from './api-view.decorator.js';
import type { CollectionDocument, ResourceDocument } from './documents.js';
import { JsonapiService } from './jsonapi.service.js';
import type { ViewRequest } from './jsonapi.service.js';
import { View, single } from './view-request.decorator.js';

/** Jobs for clients of JSON:API; for others the same routes are those of the jobs module. */
@ApiTags('Projects')
@Controller('api')
export class JobsViewController {
  constructor(private readonly jsonapi: JsonapiService) {}

  /** Lists jobs of one project (`project_id`), or of all your projects. */
  @Get('jobs')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiExcludeEndpoint()
  index(@View() request: ViewRequest, @CurrentCaller() caller: Caller): Promise<CollectionDocument> {
    return this.jsonapi.jobs(request, single(request.query.project_id), caller);
  }

  /** Shows a job. */
  @Get('jobs/:id')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiExcludeEndpoint()
  show(
    @View() request: ViewRequest,
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<ResourceDocument> {
    return this.jsonapi.job(request, { id }, caller);
  }

  /** Lists the jobs of a project. */
  @Get('projects/:id/jobs')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiView('page', 400, 403, 404)
  indexOfProject(
    @View() request: ViewRequest,
    @Param('id') projectId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<CollectionDocument> {
    return this.jsonapi.jobs(request, projectId, caller);
  }

  /** Shows a job of a project. */
  @Get('projects/:id/jobs/:jobId')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @ApiView('one', 400, 403, 404)
  showInProject(
    @View() request: ViewRequest,
    @Param('id') projectId: string,
    @Param('jobId') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<ResourceDocument> {
    return this.jsonapi.job(request, { id, projectId }, caller);
  }
}
