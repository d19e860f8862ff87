import { Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import { etagOf } from '../hal/etag.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { JobDeletionService } from '../jobs/job-deletion.service.js';
import { EditRequest } from '../jobs/job-edit-request.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
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
    return withEtag(reply, await this.jobs.detail({ id, level: AccessLevel.Owner }, caller));
  }

  /** Puts the draft into the place of the job. By the draft's id, or by the job's: then your draft of it. */
  @Post('_commit')
  @HttpCode(200)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobDto, description: 'The job as committed' })
  @ApiIfMatch('what the id names, the draft or the job,')
  @ApiProblems(400, 403, 404, 409, 412, 422)
  async commit(
    @EditRequest() edit: JobEditRequest,
    @Query() { force = false }: CommitQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const originalId = await this.commits.commit({ ...edit, force });
    return withEtag(reply, await this.jobs.detailFor(originalId, edit.caller));
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
    return withEtag(reply, await this.jobs.detail({ id, level: AccessLevel.Owner }, caller));
  }

  /** Discards your draft of the job, with the history of its runs. */
  @Delete('draft')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiIfMatch('the draft')
  @ApiProblems(403, 404, 412)
  async discard(@EditRequest() { job, caller, ifMatch }: JobEditRequest): Promise<void> {
    await this.deletion.delete(await this.drafts.idOf(job, caller), caller, ifMatch);
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
