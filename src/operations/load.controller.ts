import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { LoadDto, LoadQueryDto } from './load.dto.js';
import { LoadService } from './load.service.js';

@ApiTags('Operations')
@Controller('api/operations/load')
export class LoadController {
  constructor(private readonly load: LoadService) {}

  /** Forecasts how many runs start and go on, from all enabled schedules and measured durations, and where there is room. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: LoadDto })
  @ApiProblems(400, 503)
  show(@Query() query: LoadQueryDto, @CurrentCaller() caller: Caller): Promise<LoadDto> {
    return this.load.forecast(query, caller);
  }
}
