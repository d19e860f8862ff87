import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { BackfillCanceledDto, BackfillDto, BackfillRequestDto } from './backfill.dto.js';
import { BackfillService } from './backfill.service.js';

@ApiTags('Runs')
@Controller('api/jobs/:id/_backfill')
export class BackfillController {
  constructor(private readonly backfills: BackfillService) {}

  /** Runs the occurrences of a past period: each is queued, and comes after what the job has to do anyway. */
  @Post()
  @HttpCode(202)
  @Permit(Permission.JobRun)
  @ApiJobId()
  @ApiAcceptedResponse({ type: BackfillDto })
  @ApiProblems(400, 403, 404, 409, 422, 429)
  backfill(
    @Found() job: Accessible,
    @Body() request: BackfillRequestDto,
    @CurrentCaller() caller: Caller,
  ): Promise<BackfillDto> {
    return this.backfills.backfill(job, request, caller);
  }

  /** Cancels backfill runs that wait; those under way go on. */
  @Delete()
  @Permit(Permission.JobRun)
  @ApiJobId()
  @ApiOkResponse({ type: BackfillCanceledDto })
  @ApiProblems(403, 404)
  cancel(@Found() job: Accessible): Promise<BackfillCanceledDto> {
    return this.backfills.cancel(job);
  }
}
