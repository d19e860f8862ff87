import { Controller, Get, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { AllRunsQueryDto, JobRunDto, JobRunPageDto } from './all-runs.dto.js';
import { AllRunsService } from './all-runs.service.js';

@ApiTags('Runs')
@ApiExtraModels(JobRunDto)
@Controller('api/runs')
export class AllRunsController {
  constructor(private readonly runs: AllRunsService) {}

  /** Lists runs across all jobs that you can see, newest first; without `from`, those of the last 24 hours. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: JobRunPageDto })
  @ApiProblems(400)
  page(@Query() query: AllRunsQueryDto, @CurrentCaller() caller: Caller): Promise<HalPage<JobRunDto>> {
    return this.runs.page(query, caller);
  }
}
