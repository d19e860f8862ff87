import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { PresumedRequest } from '../auth/caller.js';
import { PresumedCaller, PresumesCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiView, InJsonapi } from './api-view.decorator.js';
import type { CollectionDocument, ResourceDocument } from './documents.js';
import { JobDocumentsService } from './job-documents.service.js';
import type { ViewRequest } from './view-request.js';
import { View, single } from './view-request.decorator.js';

/** Jobs for clients of JSON:API; for others the same routes are those of the jobs module. */
@ApiTags('Projects')
@Controller('api')
export class JobsViewController {
  constructor(private readonly documents: JobDocumentsService) {}

  /** Lists jobs of one project (`project_id`), or of all your projects. */
  @Get('jobs')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @PresumesCaller()
  @ApiExcludeEndpoint()
  index(@View() request: ViewRequest, @PresumedCaller() presumed: PresumedRequest): Promise<CollectionDocument> {
    return this.documents.page(request, single(request.query.project_id), presumed);
  }

  /** Shows a job. */
  @Get('jobs/:id')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @PresumesCaller()
  @ApiExcludeEndpoint()
  show(
    @View() request: ViewRequest,
    @Param('id') id: string,
    @PresumedCaller() presumed: PresumedRequest,
  ): Promise<ResourceDocument> {
    return this.documents.job(request, { id }, presumed);
  }

  /** Lists the jobs of a project. */
  @Get('projects/:id/jobs')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @PresumesCaller()
  @ApiView('page', 400, 403, 404)
  indexOfProject(
    @View() request: ViewRequest,
    @Param('id') projectId: string,
    @PresumedCaller() presumed: PresumedRequest,
  ): Promise<CollectionDocument> {
    return this.documents.page(request, projectId, presumed);
  }

  /** Shows a job of a project. */
  @Get('projects/:id/jobs/:jobId')
  @InJsonapi()
  @Permit(Permission.Authenticated)
  @PresumesCaller()
  @ApiView('one', 400, 403, 404)
  showInProject(
    @View() request: ViewRequest,
    @Param('id') projectId: string,
    @Param('jobId') id: string,
    @PresumedCaller() presumed: PresumedRequest,
  ): Promise<ResourceDocument> {
    return this.documents.job(request, { id, projectId }, presumed);
  }
}
