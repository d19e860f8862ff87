import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { HealthReportService } from './health-report.service.js';
import { HealthDto, HealthReportDto } from './health.dto.js';
import { HealthService } from './health.service.js';

@ApiTags('Health')
@ApiSecurity({})
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly reports: HealthReportService,
  ) {}

  /** Tells degraded (200) from dead (503), and what was looked at. For people and alerts; balancers ask /health/ready. */
  @Get()
  @Permit(Permission.Public)
  @ApiOkResponse({ type: HealthReportDto })
  @ApiResponse({ status: 503, type: HealthReportDto, description: 'Dead: this node serves nothing' })
  async report(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReportDto> {
    const report = await this.reports.report();
    if (report.status === 'dead') void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return report;
  }

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
