import { Controller, Get, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { JobOccurrenceDto, JobOccurrencePageDto, OccurrencesQueryDto } from './occurrences.dto.js';
import { OccurrencesService } from './occurrences.service.js';
import type { OccurrencePage } from './occurrences.service.js';

@ApiTags('History')
@ApiExtraModels(JobOccurrenceDto)
@Controller('api/jobs/:id/occurrences')
export class OccurrencesController {
  constructor(private readonly occurrences: OccurrencesService) {}

  /** Lists the job's due instants in one line of time, oldest first: what became of each, what runs or waits, what comes. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobOccurrencePageDto })
  @ApiProblems(400, 404)
  page(@Found() job: Accessible, @Query() query: OccurrencesQueryDto): Promise<OccurrencePage> {
    return this.occurrences.page(job.id, query);
  }
}
