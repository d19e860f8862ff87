import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { Idempotent } from '../idempotency/idempotent.decorator.js';
import { Once } from '../idempotency/single-effect.js';
import type { SingleEffect } from '../idempotency/single-effect.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { RunAcceptedDto, RunRequestDto, RunResultDto } from './history.dto.js';
import { runResult } from './history.presenter.js';
import type { ManualRunRequest } from './manual-runs.repository.js';
import { ManualRunsService } from './manual-runs.service.js';

@ApiTags('Runs')
@Controller('api/jobs/:id')
export class RunsController {
  constructor(private readonly runs: ManualRunsService) {}

  /** Runs a job now and answers with its result when it is done; with `Prefer: respond-async` it answers at once. */
  @Post()
  @HttpCode(200)
  @Permit(Permission.JobRun)
  @Idempotent()
  @ApiJobId()
  @ApiBody({ type: RunRequestDto, required: false })
  @ApiHeader({ name: 'Prefer', required: false, description: '`respond-async`: 202 at once, with the run in Location' })
  @ApiOkResponse({ type: RunResultDto, description: 'The run has ended; a failing driver is `success: false`' })
  @ApiAcceptedResponse({ type: RunAcceptedDto, description: 'The run waits to be started' })
  @ApiProblems(400, 403, 404, 409, 422, 429)
  async run(
    @Found() job: Accessible,
    @Body() body: RunRequestDto,
    @CurrentCaller() caller: Caller,
    @Headers('prefer') prefer: string | undefined,
    @Once() effect: SingleEffect,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunResultDto | RunAcceptedDto> {
    const request: ManualRunRequest = {
      jobId: job.id,
      requestedBy: caller.userId,
      parameters: body.parameters ?? null,
      scheduledFor: body.scheduledFor ?? null,
    };
    if (!/\brespond-async\b/i.test(prefer ?? '')) return runResult(await this.runs.run(request, caller, effect));
    return accepted(job.id, await this.runs.enqueue(request, caller, effect), reply);
  }
}

function accepted(jobId: string, runId: string, reply: FastifyReply): RunAcceptedDto {
  const href = `/api/jobs/${jobId}/history/${runId}`;
  void reply.status(202).header('Location', href).header('Preference-Applied', 'respond-async');
  return { id: runId, status: 'queued', _links: { self: { href } } };
}
