import { Controller, Get, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { ZoneChangeDto, ZoneChangePageDto, ZoneChangesQueryDto } from './zone-change.dto.js';
import { ZoneChangesService } from './zone-changes.service.js';

@ApiTags('Operations')
@ApiExtraModels(ZoneChangeDto)
@Controller('api/operations')
export class ZoneChangesController {
  constructor(private readonly changes: ZoneChangesService) {}

  /** Lists jobs whose next run moved because the rules of their zone changed, newest first. */
  @Get('zone-changes')
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: ZoneChangePageDto })
  @ApiProblems(400, 403)
  page(@Query() query: ZoneChangesQueryDto): Promise<HalPage<ZoneChangeDto>> {
    return this.changes.page(query);
  }
}
