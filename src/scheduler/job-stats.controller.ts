import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { JobStatsDto, JobStatsQueryDto } from './job-stats.dto.js';
import { JobStatsService } from './job-stats.service.js';

@ApiTags('History')
@Controller('api/jobs/:id/stats')
export class JobStatsController {
  constructor(private readonly stats: JobStatsService) {}

  /** Shows how the job has fared: counts, success rate, durations, the last 50 runs; of the last 30 days unless told otherwise. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobStatsDto })
  @ApiProblems(400, 404)
  show(@Found() job: Accessible, @Query() query: JobStatsQueryDto): Promise<JobStatsDto> {
    return this.stats.stats(job.id, query);
  }
}
