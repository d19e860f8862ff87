import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { ApiJobId } from './api-job-id.decorator.js';
import { OccurrenceCountQueryDto, SchedulePreviewDto, SchedulePreviewInput } from './schedule-preview.dto.js';
import { SchedulePreviewService } from './schedule-preview.service.js';

@ApiTags('Schedules')
@Controller('api')
export class SchedulesController {
  constructor(private readonly previews: SchedulePreviewService) {}

  /** Shows when a job runs next, in UTC, in its zone, and in words. */
  @Get('jobs/:id/schedule')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: SchedulePreviewDto })
  @ApiProblems(400, 404)
  ofJob(@Found() job: Accessible, @Query() query: OccurrenceCountQueryDto): Promise<SchedulePreviewDto> {
    return this.previews.ofJob(job.id, query.count ?? 10);
  }

  /** Tries out a schedule: when would it run, and what do clock changes do to it? */
  @Post('schedules/preview')
  @HttpCode(200)
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: SchedulePreviewDto })
  @ApiProblems(400, 415, 422)
  preview(@Body() input: SchedulePreviewInput, @CurrentCaller() caller: Caller): SchedulePreviewDto {
    return this.previews.ofInput(input, caller);
  }
}
