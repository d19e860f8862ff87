import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import type { HalPage } from '../hal/hal-page.js';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { HalProjectsService } from './hal-projects.service.js';
import type { HalResource } from './hal-resources.js';

/** Projects and workflows for clients that ask for `application/hal+json`; documented as JSON:API, their first home. */
@ApiExcludeController()
@Controller('api')
export class HalProjectsController {
  constructor(private readonly hal: HalProjectsService) {}

  @Get('projects')
  @Permit(Permission.Authenticated)
  projects(@Query() query: PageQueryDto, @CurrentCaller() caller: Caller): Promise<HalPage<HalResource>> {
    return this.hal.projects(query, caller);
  }

  @Get('projects/:id')
  @Permit(Permission.Authenticated)
  project(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<HalResource> {
    return this.hal.project(id, caller);
  }

  @Get('projects/:id/jobs')
  @Permit(Permission.Authenticated)
  jobs(
    @Param('id') projectId: string,
    @Query() query: PageQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<HalPage<HalResource>> {
    return this.hal.jobs(projectId, query, caller);
  }

  @Get('projects/:id/jobs/:jobId')
  @Permit(Permission.Authenticated)
  job(
    @Param('id') projectId: string,
    @Param('jobId') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<HalResource> {
    return this.hal.job({ id, projectId }, caller);
  }

  @Get('workflows')
  @Permit(Permission.Authenticated)
  workflows(@Query() query: PageQueryDto, @CurrentCaller() caller: Caller): Promise<HalPage<HalResource>> {
    return this.hal.workflows(query, caller);
  }

  @Get('workflows/:id')
  @Permit(Permission.Authenticated)
  workflow(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<HalResource> {
    return this.hal.workflow(id, caller);
  }
}
