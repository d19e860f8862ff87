import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Patch,
  Post,
  Put,
  Query,
  Res,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller, PresumedRequest } from '../auth/caller.js';
import { CurrentCaller, PresumedCaller, PresumesCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { etagOf } from '../hal/etag.js';
import { Idempotent } from '../idempotency/idempotent.decorator.js';
import { Once } from '../idempotency/single-effect.js';
import type { SingleEffect } from '../idempotency/single-effect.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { ReadsAlong } from '../sharing/reads-along.js';
import { ApiJobId } from './api-job-id.decorator.js';
import { CreateJobDto } from './create-job.dto.js';
import { JobCreationService } from './job-creation.service.js';
import { JobDeletionService } from './job-deletion.service.js';
import { JobEditingService } from './job-editing.service.js';
import { JobListService } from './job-list.service.js';
import { JobListQueryDto } from './job-list-query.dto.js';
import { JobSlotHintInterceptor } from './job-slot-hint.interceptor.js';
import { WITH_DETAIL } from './job-detail-sql.js';
import { withWarnings } from './job.presenter.js';
import { JobDto, JobFlatDto, JobListItemDto, JobPageDto, LinkDto } from './job.response.dto.js';
import { JobsService } from './jobs.service.js';
import type { AccessibleDetail } from './jobs.service.js';
import { UpdateJobDto } from './update-job.dto.js';

@ApiTags('Jobs')
@ApiExtraModels(LinkDto, JobListItemDto)
@Controller('api')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly lists: JobListService,
    private readonly creation: JobCreationService,
    private readonly editing: JobEditingService,
    private readonly deletion: JobDeletionService,
  ) {}

  /** Searches and lists the jobs that you own or that are shared with you. */
  @Get('jobs')
  @Permit(Permission.Authenticated)
  @PresumesCaller()
  @ApiOkResponse({ type: JobPageDto })
  @Header('Content-Type', 'application/json; charset=utf-8')
  @ApiProblems(400)
  list(@Query() query: JobListQueryDto, @PresumedCaller() presumed: PresumedRequest): Promise<string> {
    return this.lists.page(query, presumed);
  }

  /** Lists all jobs that you can read, briefly, in name order. */
  @Get('jobs-list')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: [JobFlatDto] })
  @ApiProblems()
  async flatList(@CurrentCaller() caller: Caller): Promise<StreamableFile> {
    return new StreamableFile(await this.lists.flatList(caller), { type: 'application/json; charset=utf-8' });
  }

  /** Creates a job. Needs the permission permission.jobs.create. */
  @Post('jobs')
  @Permit(Permission.JobsCreate)
  @UseInterceptors(JobSlotHintInterceptor)
  @Idempotent()
  @ApiCreatedResponse({
    type: JobDto,
    headers: { Location: { description: 'URL of the job', schema: { type: 'string' } } },
  })
  @ApiProblems(400, 403, 409, 413, 415, 422)
  async create(
    @Body() body: CreateJobDto,
    @CurrentCaller() caller: Caller,
    @Once() effect: SingleEffect,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const { id, warnings } = await this.creation.create(body, caller, effect);
    void reply.header('Location', `/api/jobs/${id}`);
    return withEtag(reply, withWarnings(await this.jobs.detailFor(id, caller), warnings));
  }

  /** Shows one job in full. */
  @Get('jobs/:id')
  @Permit(Permission.JobRead)
  @ReadsAlong(WITH_DETAIL)
  @ApiJobId()
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(404)
  async get(@Found() job: AccessibleDetail, @Res({ passthrough: true }) reply: FastifyReply): Promise<JobDto> {
    return withEtag(reply, await this.jobs.present(job));
  }

  /** Changes a job: only what is given is changed, null clears. */
  @Put('jobs/:id')
  @Permit(Permission.JobEdit)
  @UseInterceptors(JobSlotHintInterceptor)
  @ApiJobId()
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'ETag of the version that you saw; another one answers 412',
  })
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(400, 403, 404, 409, 412, 413, 415, 422)
  async update(
    @Found() job: Accessible,
    @Body() body: UpdateJobDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const warnings = await this.editing.update(job.id, { body, caller, ifMatch });
    return withEtag(reply, withWarnings(await this.jobs.detail(job, caller), warnings));
  }

  /** The same as PUT. */
  @Patch('jobs/:id')
  @Permit(Permission.JobEdit)
  @UseInterceptors(JobSlotHintInterceptor)
  @ApiJobId()
  @ApiBody({ type: UpdateJobDto })
  @ApiHeader({ name: 'If-Match', required: false, description: 'As for PUT' })
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(400, 403, 404, 409, 412, 413, 415, 422)
  patch(
    @Found() job: Accessible,
    @Body() body: UpdateJobDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    return this.update(job, body, caller, ifMatch, reply);
  }

  /** Deletes a job with its history; a run under way is canceled. Owner only. */
  @Delete('jobs/:id')
  @HttpCode(204)
  @Permit(Permission.JobDelete)
  @ApiJobId()
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that is to go' })
  @ApiNoContentResponse()
  @ApiProblems(403, 404, 412)
  delete(
    @Found() job: Accessible,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.deletion.delete(job.id, caller, ifMatch);
  }
}

function withEtag(reply: FastifyReply, job: JobDto): JobDto {
  void reply.header('ETag', etagOf(job.version));
  return job;
}
