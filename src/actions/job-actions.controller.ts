import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { EditRequest } from '../jobs/job-edit-request.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
import { JobEtagInterceptor } from '../jobs/job-etag.interceptor.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { JobActionDto, JobActionPageDto, PostJobActionDto, PutJobActionDto } from './job-action.dto.js';
import { JobActionsService } from './job-actions.service.js';

@ApiTags('Job actions')
@ApiExtraModels(JobActionDto)
@Controller('api/jobs/:id/actions')
@UseInterceptors(JobEtagInterceptor)
export class JobActionsController {
  constructor(private readonly actions: JobActionsService) {}

  /** Lists the steps that follow the job's driver, in order. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobActionPageDto })
  @ApiProblems(404)
  async list(@Found() job: Accessible): Promise<HalPage<JobActionDto>> {
    const items = await this.actions.list(job);
    const path = `/api/jobs/${job.id}/actions`;
    return halPage({ rel: 'inf:job-action', items, start: 0, limit: 50, total: items.length, path, template: [] });
  }

  /** Adds a step: a driver with data of its own, and when it runs. */
  @Post()
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiCreatedResponse({ type: JobActionDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 412, 413, 415, 422)
  async add(
    @EditRequest() edit: JobEditRequest,
    @Body() body: PostJobActionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobActionDto> {
    const action = await this.actions.add(edit, body);
    void reply.header('Location', action._links.self!.href);
    return action;
  }

  /** Shows one step. */
  @Get(':actionId')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobActionDto })
  @ApiProblems(404)
  get(@Found() job: Accessible, @Param('actionId') actionId: string): Promise<JobActionDto> {
    return this.actions.get(job, actionId);
  }

  /** Changes a step: only what is given is changed; `index` moves it. */
  @Put(':actionId')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobActionDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 412, 413, 415, 422)
  change(
    @EditRequest() edit: JobEditRequest,
    @Param('actionId') actionId: string,
    @Body() body: PutJobActionDto,
  ): Promise<JobActionDto> {
    return this.actions.change(edit, actionId, body);
  }

  /** Removes a step with its attachments. */
  @Delete(':actionId')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiIfMatch()
  @ApiProblems(403, 404, 412)
  remove(@EditRequest() edit: JobEditRequest, @Param('actionId') actionId: string): Promise<void> {
    return this.actions.remove(edit, actionId);
  }
}
