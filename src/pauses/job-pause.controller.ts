import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { JobPauseService } from './job-pause.service.js';
import { JobPauseDto, PauseRequestDto } from './pause.dto.js';

@ApiTags('Runs')
@Controller('api/jobs/:id')
export class JobPauseController {
  constructor(private readonly pauses: JobPauseService) {}

  /** Pauses a job: it can be run by hand, and what falls due is recorded as skipped, reason `paused`. */
  @Post('_pause')
  @HttpCode(200)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiBody({ type: PauseRequestDto, required: false })
  @ApiOkResponse({ type: JobPauseDto })
  @ApiProblems(400, 403, 404, 409)
  pause(
    @Found() job: Accessible,
    @Body() { reason }: PauseRequestDto,
    @CurrentCaller() caller: Caller,
  ): Promise<JobPauseDto> {
    return this.pauses.pause(job, caller, reason ?? null);
  }

  /** Ends the pause of a job, whoever or whatever paused it. */
  @Post('_resume')
  @HttpCode(200)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: JobPauseDto })
  @ApiProblems(403, 404, 409)
  resume(@Found() job: Accessible, @CurrentCaller() caller: Caller): Promise<JobPauseDto> {
    return this.pauses.resume(job, caller);
  }
}
