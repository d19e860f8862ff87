import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { PauseRequestDto, SchedulerPauseDto } from './pause.dto.js';
import { SchedulerPauseService } from './scheduler-pause.service.js';

@ApiTags('Operations')
@Controller('api/operations')
export class SchedulerPauseController {
  constructor(private readonly pauses: SchedulerPauseService) {}

  /** Tells whether the scheduler is paused, since when, by whom and why. */
  @Get('pause')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: SchedulerPauseDto })
  @ApiProblems()
  state(): Promise<SchedulerPauseDto> {
    return this.pauses.state();
  }

  /** Pauses everything: nothing starts on any node until it is resumed. What runs goes on. */
  @Post('_pause')
  @HttpCode(200)
  @Permit(Permission.Superuser)
  @ApiBody({ type: PauseRequestDto, required: false })
  @ApiOkResponse({ type: SchedulerPauseDto })
  @ApiProblems(400, 403)
  pause(@Body() { reason }: PauseRequestDto, @CurrentCaller() caller: Caller): Promise<SchedulerPauseDto> {
    return this.pauses.pause(caller, reason ?? null);
  }

  /** Ends the pause. What fell due meanwhile is dealt with by the catch-up policy of each job. */
  @Post('_resume')
  @HttpCode(200)
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: SchedulerPauseDto })
  @ApiProblems(403)
  resume(@CurrentCaller() caller: Caller): Promise<SchedulerPauseDto> {
    return this.pauses.resume(caller);
  }
}
