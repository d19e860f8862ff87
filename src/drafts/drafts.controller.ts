import { Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { etagOf } from '../hal/etag.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { JobDeletionService } from '../jobs/job-deletion.service.js';
import { JobDto } from '../jobs/job.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { CommitQueryDto, DraftDiffDto } from './draft.dto.js';
import { DraftCommitService } from './draft-commit.service.js';
import { DraftDiffService } from './draft-diff.service.js';
import { DraftsService } from './drafts.service.js';

@ApiTags('Drafts')
@Controller('api/jobs/:id')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly commits: DraftCommitService,
    private readonly diffs: DraftDiffService,
    private readonly jobs: JobsService,
    private readonly deletion: JobDeletionService,
  ) {}

  /** Makes your draft of the job, or gives the one you have (200). */
  @Post('_edit')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiCreatedResponse({ type: JobDto, description: 'The new draft; read, change and run it by its own id' })
  @ApiOkResponse({ type: JobDto, description: 'The draft that you have already' })
  @ApiProblems(403, 404, 409)
  async edit(
    @Found() job: Accessible,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const { id, isNew } = await this.drafts.open(job, caller);
    void reply.status(isNew ? 201 : 200).header('Location', `/api/jobs/${id}`);
    return withEtag(reply, await this.jobs.detail(id, AccessLevel.Owner));
  }

  /** Puts the draft into the place of the job. By the draft's id, or by the job's: then your draft of it. */
  @Post('_commit')
  @HttpCode(200)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobDto, description: 'The job as committed' })
  @ApiProblems(400, 403, 404, 409)
  async commit(
    @Found() job: Accessible,
    @Query() { force = false }: CommitQueryDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const originalId = await this.commits.commit({ job, caller, force });
    return withEtag(reply, await this.jobs.detailFor(originalId, caller));
  }

  /** Shows your draft of the job. */
  @Get('draft')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobDto })
  @ApiProblems(403, 404)
  async get(
    @Found() job: Accessible,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const id = await this.drafts.idOf(job, caller);
    return withEtag(reply, await this.jobs.detail(id, AccessLevel.Owner));
  }

  /** Discards your draft of the job, with the history of its runs. */
  @Delete('draft')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiProblems(403, 404)
  async discard(@Found() job: Accessible, @CurrentCaller() caller: Caller): Promise<void> {
    const id = await this.drafts.idOf(job, caller);
    await this.deletion.delete({ ...job, id }, caller);
  }

  /** Shows what committing your draft would change, and the run times before and after. */
  @Get('draft/diff')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: DraftDiffDto })
  @ApiProblems(403, 404)
  diff(@Found() job: Accessible, @CurrentCaller() caller: Caller): Promise<DraftDiffDto> {
    return this.diffs.diff(job, caller);
  }
}

function withEtag(reply: FastifyReply, job: JobDto): JobDto {
  void reply.header('ETag', etagOf(job.version));
  return job;
}
