import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { HealthDto } from './health.dto.js';
import { HealthService } from './health.service.js';

@ApiTags('Health')
@ApiSecurity({})
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Tells that the process runs. */
  @Get('live')
  @Permit(Permission.Public)
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** Tells that the database answers and every migration is in. */
  @Get('ready')
  @Permit(Permission.Public)
  @ApiOkResponse({ type: HealthDto })
  @ApiProblems(503)
  async ready(): Promise<HealthDto> {
    await this.health.assertReady();
    return { status: 'ok' };
  }
}
