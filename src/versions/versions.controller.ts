import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { etagOf } from '../hal/etag.js';
import type { HalPage } from '../hal/hal-page.js';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { withWarnings } from '../jobs/job.presenter.js';
import { JobDto } from '../jobs/job.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { VersionRestoreService } from './version-restore.service.js';
import {
  JobVersionDto,
  JobVersionHeadDto,
  JobVersionPageDto,
  RestoreQueryDto,
  VersionDiffDto,
  VersionDiffQueryDto,
} from './versions.dto.js';
import { VersionsService } from './versions.service.js';

const NUMBER = { name: 'version', description: 'Number of the version', schema: { type: 'integer' as const } };

@ApiTags('Versions')
@ApiExtraModels(JobVersionHeadDto)
@Controller('api/jobs/:id/versions')
export class VersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly restoration: VersionRestoreService,
    private readonly jobs: JobsService,
  ) {}

  /** Lists the saved edits of the job, newest first; the last 100 are kept. */
  @Get()
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobVersionPageDto })
  @ApiProblems(400, 403, 404)
  page(@Found() job: Accessible, @Query() query: PageQueryDto): Promise<HalPage<JobVersionHeadDto>> {
    return this.versions.page(job.id, query);
  }

  /** Shows the job as a saved edit left it. */
  @Get(':version')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiParam(NUMBER)
  @ApiOkResponse({ type: JobVersionDto })
  @ApiProblems(403, 404)
  get(@Found() job: Accessible, @Param('version') version: string): Promise<JobVersionDto> {
    return this.versions.get(job.id, version);
  }

  /** Shows what an edit changed, or what differs from any other version. */
  @Get(':version/diff')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiParam(NUMBER)
  @ApiOkResponse({ type: VersionDiffDto })
  @ApiProblems(400, 403, 404)
  diff(
    @Found() job: Accessible,
    @Param('version') version: string,
    @Query() { against }: VersionDiffQueryDto,
  ): Promise<VersionDiffDto> {
    return this.versions.diff(job.id, version, against);
  }

  /** Brings an earlier content back, as a new version. Owner and shares stay as they are. */
  @Post(':version/_restore')
  @HttpCode(200)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiParam(NUMBER)
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the present job; another one answers 412' })
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(400, 403, 404, 412, 422)
  async restore(
    @Found() job: Accessible,
    @Param('version') version: string,
    @Query() { force = false }: RestoreQueryDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const row = await this.versions.find(job.id, version);
    const warnings = await this.restoration.restore(job.id, { row, caller, ifMatch, force });
    const restored = await this.jobs.detail(job, caller);
    void reply.header('ETag', etagOf(restored.version));
    return withWarnings(restored, warnings);
  }
}
