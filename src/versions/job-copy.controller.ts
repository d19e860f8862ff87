import { Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { etagOf } from '../hal/etag.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { withWarnings } from '../jobs/job.presenter.js';
import { JobDto } from '../jobs/job.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { JobCopyService } from './job-copy.service.js';

@ApiTags('Jobs')
@Controller('api/jobs/:id')
export class JobCopyController {
  constructor(
    private readonly copies: JobCopyService,
    private readonly jobs: JobsService,
  ) {}

  /** Makes a disabled job of your own from this one. Needs permission.jobs.create too. */
  @Post('_copy')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiCreatedResponse({
    type: JobDto,
    headers: { Location: { description: 'URL of the new job', schema: { type: 'string' } } },
  })
  @ApiProblems(403, 404)
  async copy(
    @Found() job: Accessible,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const { id, warnings } = await this.copies.copy(job, caller);
    const made = await this.jobs.detailFor(id, caller);
    void reply.header('Location', `/api/jobs/${id}`).header('ETag', etagOf(made.version));
    return withWarnings(made, warnings);
  }
}
