import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { HistoryPageDto, HistoryQueryDto, HistoryRecordDto } from './history.dto.js';
import { HistoryService } from './history.service.js';

@ApiTags('History')
@ApiExtraModels(HistoryRecordDto)
@Controller('api/jobs/:id/history')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  /** Lists what became of the job's due instants and runs, newest first. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: HistoryPageDto })
  @ApiProblems(400, 404)
  page(
    @Found() job: Accessible,
    @Query() query: HistoryQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<HalPage<HistoryRecordDto>> {
    return this.history.page(job.id, query, { userId: caller.userId, level: job.level });
  }

  /** Shows one run. */
  @Get(':runId')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: HistoryRecordDto })
  @ApiProblems(404)
  record(
    @Found() job: Accessible,
    @Param('runId') runId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<HistoryRecordDto> {
    return this.history.record(job.id, runId, { userId: caller.userId, level: job.level });
  }

  /** Deletes a record; a run under way is refused. */
  @Delete(':runId')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiProblems(403, 404, 409)
  remove(@Found() job: Accessible, @Param('runId') runId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.history.remove(job.id, runId, caller.userId);
  }

  /** Cancels a run on whichever node runs it. */
  @Post(':runId/_cancel')
  @HttpCode(202)
  @Permit(Permission.JobRun)
  @ApiJobId()
  @ApiAcceptedResponse()
  @ApiProblems(403, 404, 409)
  cancel(@Found() job: Accessible, @Param('runId') runId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.history.cancel(job.id, runId, caller.userId);
  }
}
