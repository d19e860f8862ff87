import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { ApiJobId } from './api-job-id.decorator.js';
import { JobDatasetDto, JobDatasetPageDto, PostJobDatasetDto, PutJobDatasetDto } from './job-dataset.dto.js';
import { JobDatasetsService } from './job-datasets.service.js';
import { EditRequest } from './job-edit-request.js';
import type { JobEditRequest } from './job-edit-request.js';
import { JobEtagInterceptor } from './job-etag.interceptor.js';

@ApiTags('Job datasets')
@Controller('api/jobs/:id/datasets')
@UseInterceptors(JobEtagInterceptor)
export class JobDatasetsController {
  constructor(private readonly datasets: JobDatasetsService) {}

  /** Lists the datasets that the job reads. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobDatasetPageDto })
  @ApiProblems(404)
  async list(@Found() job: Accessible): Promise<HalPage<JobDatasetDto>> {
    const items = await this.datasets.list(job.id);
    const path = `/api/jobs/${job.id}/datasets`;
    return halPage({ rel: 'inf:dataset', items, start: 0, limit: 100, total: items.length, path, template: [] });
  }

  /** Links a dataset under an alias. */
  @Post()
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiCreatedResponse({ type: JobDatasetDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 409, 412, 422)
  async add(
    @EditRequest() edit: JobEditRequest,
    @Body() body: PostJobDatasetDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDatasetDto> {
    const link = await this.datasets.add(edit, body.alias, body);
    void reply.header('Location', link._links.self!.href);
    return link;
  }

  /** Shows one dataset link. */
  @Get(':alias')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobDatasetDto })
  @ApiProblems(404)
  get(@Found() job: Accessible, @Param('alias') alias: string): Promise<JobDatasetDto> {
    return this.datasets.get(job.id, alias);
  }

  /** Changes which dataset an alias means, and what is frozen around a run. */
  @Put(':alias')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobDatasetDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 412, 422)
  change(
    @EditRequest() edit: JobEditRequest,
    @Param('alias') alias: string,
    @Body() body: PutJobDatasetDto,
  ): Promise<JobDatasetDto> {
    return this.datasets.change(edit, alias, body);
  }

  /** Unlinks a dataset. */
  @Delete(':alias')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiIfMatch()
  @ApiProblems(403, 404, 412)
  remove(@EditRequest() edit: JobEditRequest, @Param('alias') alias: string): Promise<void> {
    return this.datasets.remove(edit, alias);
  }
}
